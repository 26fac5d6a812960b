import { Worker } from "node:worker_threads";
import { builtEntry } from "../../util/package-root.js";
import { EntryPhase, Shared, type WatchData, type WatchMessage } from "./watch-data.js";

const beatMs = 50;

/**
 * Ctrl-C for code that keeps the shell's thread busy: in raw mode the terminal sends no signal, and the thread that
 * reads keys is the one that is busy. A thread of its own reads the terminal, but only while the shell's thread has
 * missed several beats, and ends the running JavaScript on Ctrl-C. Other keys typed meanwhile are handed back.
 */
export class InterruptWatch {
  readonly #state = new Int32Array(new SharedArrayBuffer(12));
  readonly #worker: Worker;
  readonly #timer: NodeJS.Timeout;

  /**
   * @param onMessage is called once the thread is free again
   * @param terminal the device to read
   */
  constructor(onMessage: (message: WatchMessage) => void, terminal = "/dev/tty") {
    const workerData: WatchData = { shared: this.#state.buffer as SharedArrayBuffer, terminal };
    this.#worker = new Worker(builtEntry("interrupt-watcher"), { workerData });
    this.#worker.on("message", onMessage);
    // Without a terminal to read there is nothing to watch: signals do their usual work.
    this.#worker.on("error", () => this.stop());
    this.#worker.unref();
    this.#timer = setInterval(() => Atomics.add(this.#state, Shared.beat, 1), beatMs).unref();
  }

  /** An entry runs from now on. */
  begin(): void {
    Atomics.add(this.#state, Shared.entry, 1);
    this.#set(EntryPhase.waiting);
  }

  /** Runs the user's own code: the synchronous part of a statement, closures of a query. */
  duringStatement<T>(run: () => T): T {
    const before = Atomics.load(this.#state, Shared.phase) as EntryPhase;
    this.#set(EntryPhase.synchronous);
    try {
      return run();
    } finally {
      this.#set(before);
    }
  }

  /** The number of the entry that began last. */
  get entry(): number {
    return Atomics.load(this.#state, Shared.entry);
  }

  end(): void {
    this.#set(EntryPhase.none);
  }

  stop(): void {
    this.end();
    clearInterval(this.#timer);
    void this.#worker.terminate();
  }

  #set(phase: EntryPhase): void {
    Atomics.add(this.#state, Shared.beat, 1);
    Atomics.store(this.#state, Shared.phase, phase);
  }
}
