import { join } from "node:path";
import { CommittedOffsets } from "./committed-offsets.js";
import { Group } from "./group.js";

/** The groups there are: those with members, and those of which only committed offsets remain. */
export class Coordinator {
  readonly offsets: CommittedOffsets;
  readonly #groups = new Map<string, Group>();

  constructor(dataDir: string) {
    this.offsets = new CommittedOffsets(join(dataDir, "group-offsets.jsonl"));
  }

  /** The group, if it has or had members since the start. */
  find(id: string): Group | undefined {
    return this.#groups.get(id);
  }

  findOrCreate(id: string): Group {
    const group = this.#groups.get(id) ?? new Group(id);
    this.#groups.set(id, group);
    return group;
  }

  ids(): string[] {
    return [...new Set([...this.#groups.keys(), ...this.offsets.groups()])].sort();
  }

  delete(id: string): void {
    this.#groups.delete(id);
    this.offsets.delete(id);
  }

  close(): void {
    for (const group of this.#groups.values()) group.close();
    this.offsets.close();
  }
}
