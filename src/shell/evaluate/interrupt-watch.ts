import { Worker } from "node:worker_threads";
import { builtEntry } from "../../util/package-root.js";

/** The shared counter that says that the shell's thread is alive, and what the watcher thread is told. */
export interface WatchData {
  readonly beats: SharedArrayBuffer;
  readonly terminal: string;
}

/** From the watcher: keys it took from the terminal, and whether Ctrl-C was among them. */
export interface WatchMessage {
  readonly keys: string;
  readonly interrupted: boolean;
}

const beatMs = 50;

/**
 * Ctrl-C for code that keeps the shell's thread busy: in raw mode the terminal sends no signal, and the thread that
 * reads keys is the one that is busy. A thread of its own reads the terminal, but only while the shell's thread has
 * missed several beats, and ends the running JavaScript on Ctrl-C. Other keys typed meanwhile are handed back.
 */
export class InterruptWatch {
  readonly #beats = new Int32Array(new SharedArrayBuffer(8));
  readonly #worker: Worker;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param onMessage is called once the thread is free again
   * @param terminal the device to read
   */
  constructor(onMessage: (message: WatchMessage) => void, terminal = "/dev/tty") {
    const workerData: WatchData = { beats: this.#beats.buffer as SharedArrayBuffer, terminal };
    this.#worker = new Worker(builtEntry("interrupt-watcher"), { workerData });
    this.#worker.on("message", onMessage);
    // Without a terminal to read there is nothing to watch: signals do their usual work.
    this.#worker.on("error", () => this.stop());
    this.#worker.unref();
  }

  /** An entry runs from now on. */
  begin(): void {
    Atomics.store(this.#beats, 1, 1);
    Atomics.add(this.#beats, 0, 1);
    this.#timer ??= setInterval(() => Atomics.add(this.#beats, 0, 1), beatMs).unref();
  }

  end(): void {
    Atomics.store(this.#beats, 1, 0);
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  stop(): void {
    this.end();
    void this.#worker.terminate();
  }
}
