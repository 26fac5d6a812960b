import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { UserError } from "../../util/errors.js";
import { builtEntry } from "../../util/package-root.js";
import { Cells } from "./cells.js";
import type { ServiceOptions } from "./compile-service.js";
import type { Cell, Questions, Response } from "./messages.js";

/** Without a limit the service grows to 450 MB of garbage; what it holds is 80 MB, and checks get no slower. */
const execArgv = ["--max-semi-space-size=8", "--max-old-space-size=256"];
/**
 * V8's compiler threads each leave glibc an arena that it does not give back: over 1,000 lines the service grew by 100 MB that no heap
 * accounts for, with these by 40.
 */
const mallocSettings = { MALLOC_ARENA_MAX: "2", MALLOC_TRIM_THRESHOLD_: "131072" };
/** A service that ends this often within a minute will not stay up the next time either. */
const maxStarts = 5;

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** The shell's end of the compile service: starts it, asks it, and starts it anew with all that was defined when it dies. */
export class CompileClient {
  readonly #options: ServiceOptions;
  readonly #cells = new Cells();
  readonly #waiting = new Map<number, Waiting>();
  #starts: number[] = [];
  #child: ChildProcess | undefined;
  #nextId = 1;

  constructor(options: ServiceOptions) {
    this.#options = options;
  }

  /** Loads TypeScript in the background, so that the first line finds it ready. */
  start(): void {
    if (this.#child) return;
    const now = Date.now();
    this.#starts = [...this.#starts.filter(at => at > now - 60_000), now];
    if (this.#starts.length > maxStarts)
      throw new UserError(
        "the type checker keeps ending: is typescript installed and is there memory for it?",
      );
    const child = fork(fileURLToPath(builtEntry("compile-service")), [JSON.stringify(this.#options)], {
      execArgv,
      env: { ...process.env, ...mallocSettings },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#child = child;
    let complaint = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      complaint = (complaint + chunk).slice(-2000);
    });
    child.on("message", (response: Response) => {
      this.#waiting.get(response.id)?.resolve(response.answer);
      this.#waiting.delete(response.id);
      this.#holdOpen();
    });
    const ended = (why: string) => {
      if (this.#child !== child) return;
      this.#child = undefined;
      for (const { reject } of this.#waiting.values())
        reject(new UserError(`the type checker ended (${why}): type the line again`));
      this.#waiting.clear();
    };
    child.on("error", error => ended(error.message));
    child.on("exit", (code, signal) => ended(lastLine(complaint) ?? signal ?? `status ${code}`));
    this.#holdOpen();
    const cells = this.#cells.all();
    if (cells.length > 0) child.send({ id: 0, kind: "commit", cells, forget: [] });
  }

  /** @throws UserError when the service ends before it answers */
  ask<K extends keyof Questions>(kind: K, question: Questions[K]["ask"]): Promise<Questions[K]["answer"]> {
    this.start();
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Waiting["resolve"], reject });
      this.#holdOpen();
      this.#child?.send({ id, kind, ...question });
    });
  }

  /** Makes a cell that ran known to the lines that follow, and names unknown. */
  commit(cell: Cell, forget: readonly string[] = []): void {
    this.#cells.commit(cell);
    for (const name of forget) this.#cells.forget(name);
    this.#child?.send({ id: 0, kind: "commit", cells: [cell], forget });
  }

  /** Makes names unknown. */
  forget(names: readonly string[]): void {
    for (const name of names) this.#cells.forget(name);
    this.#child?.send({ id: 0, kind: "commit", cells: [], forget: names });
  }

  /** The names that were defined, the newest last. */
  get names(): readonly string[] {
    return this.#cells.names;
  }

  /** The service's process, while it runs. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  stop(): void {
    const child = this.#child;
    this.#child = undefined;
    child?.disconnect();
  }

  /** The service keeps the shell's process alive only while an answer is due. */
  #holdOpen(): void {
    const child = this.#child;
    if (!child) return;
    if (this.#waiting.size > 0) {
      child.ref();
      child.channel?.ref();
    } else {
      child.unref();
      child.channel?.unref();
    }
    (child.stderr as { unref?(): void } | null)?.unref?.();
  }
}

const lastLine = (text: string): string | undefined =>
  text
    .split("\n")
    .map(line => line.trim())
    .find(line => /error/i.test(line));
