import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Producer ids handed out between two writes of the file; those left over at a kill are never used. */
const BLOCK = 1000;

interface Stored {
  readonly format: 1;
  readonly clusterId: string;
  readonly nextProducerId: number;
}

/** What the broker is called, and the producer ids it has given: `broker.json` of the data directory. */
export class Identity {
  readonly clusterId: string;
  readonly #path: string;
  #nextProducerId: number;
  #reserved: number;

  constructor(dataDir: string) {
    this.#path = join(dataDir, "broker.json");
    const stored = load(this.#path);
    this.clusterId = stored?.clusterId ?? randomBytes(16).toString("base64url");
    this.#nextProducerId = this.#reserved = stored?.nextProducerId ?? 0;
    if (!stored) this.#store();
  }

  newProducerId(): number {
    if (this.#nextProducerId === this.#reserved) {
      this.#reserved += BLOCK;
      this.#store();
    }
    return this.#nextProducerId++;
  }

  #store(): void {
    const stored: Stored = { format: 1, clusterId: this.clusterId, nextProducerId: this.#reserved };
    writeFileSync(`${this.#path}~new`, `${JSON.stringify(stored)}\n`);
    renameSync(`${this.#path}~new`, this.#path);
  }
}

function load(path: string): Stored | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Stored;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
