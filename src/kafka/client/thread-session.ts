import type { KafkaClientConfig } from "./config.js";
import { fromWire } from "./errors.js";
import type { Calls, Chunk, FromWorker } from "./messages.js";
import type { OffsetRange, Position } from "./types.js";
import { WorkerThread } from "./worker-thread.js";

type Tail<T extends readonly unknown[]> = T extends readonly [unknown, ...infer Rest] ? Rest : never;
export type FollowNews = Extract<FromWorker, { readonly kind: "followed" | "trouble" }>;

/** All sessions of the process share one thread; it is started with the first and ended with the last. */
let shared: WorkerThread | undefined;

/** Starts the thread ahead of its first session: loading what it needs takes longer than the first fetch. */
export function startThread(): WorkerThread {
  if (shared) return shared;
  const thread = new WorkerThread(() => forget(thread));
  shared = thread;
  return thread;
}

/** What one reader, producer or admin asks of the thread. */
export class ThreadSession {
  readonly #thread: WorkerThread;
  readonly #session: number;

  constructor(config: KafkaClientConfig, onNews: (news: FollowNews) => void = () => {}) {
    this.#thread = startThread();
    this.#session = this.#thread.join(onNews);
    this.#thread.post({ kind: "open", session: this.#session, config });
  }

  call<K extends keyof Calls>(method: K, ...args: Tail<Parameters<Calls[K]>>): ReturnType<Calls[K]> {
    return this.#thread.call(method, ...([this.#session, ...args] as unknown as Parameters<Calls[K]>));
  }

  follow(positions: readonly Position[], headers: boolean): void {
    this.#thread.post({ kind: "follow", session: this.#session, positions, headers });
  }

  used(partition: string, bytes: number): void {
    this.#thread.post({ kind: "used", session: this.#session, partition, bytes });
  }

  /** Holds the process while `waiting` is not settled. */
  async holding<T>(waiting: Promise<T>): Promise<T> {
    this.#thread.hold();
    try {
      return await waiting;
    } finally {
      this.#thread.release();
    }
  }

  /** The chunks of the ranges, one range after the other, as they are fetched; a bounded number of bytes ahead. */
  async *read(
    ranges: readonly OffsetRange[],
    headers: boolean,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Chunk> {
    const thread = this.#thread;
    const arrived: Chunk[] = [];
    let end: Extract<FromWorker, { kind: "read-end" | "refusal" }> | undefined;
    let wake = () => {};
    const id = thread.ask(answer => {
      if (answer.kind === "read-chunk") arrived.push(answer.chunk);
      else if (answer.kind !== "answer") end = answer;
      wake();
    });
    const onAbort = () => wake();
    signal?.addEventListener("abort", onAbort);
    thread.post({ kind: "read", session: this.#session, id, ranges, headers });
    try {
      for (;;) {
        signal?.throwIfAborted();
        const chunk = arrived.shift();
        if (chunk) {
          yield chunk;
          thread.post({ kind: "read-used", id, bytes: chunk.bytes });
        } else if (end) {
          if (end.error) throw fromWire(end.error);
          return;
        } else
          await new Promise<void>(resolve => {
            wake = resolve;
          });
      }
    } finally {
      signal?.removeEventListener("abort", onAbort);
      thread.forget(id);
      thread.post({ kind: "read-stop", id });
    }
  }

  async close(): Promise<void> {
    const thread = this.#thread;
    // A connection that is broken already, or a thread that is gone, needs no leave-taking.
    await thread.call("close", this.#session).catch(() => undefined);
    thread.leave(this.#session);
    if (thread.sessions > 0) return;
    forget(thread);
    thread.end();
  }
}

function forget(thread: WorkerThread): void {
  if (shared === thread) shared = undefined;
}
