import { Worker } from "node:worker_threads";
import { messageOf } from "../../util/errors.js";
import { builtEntry } from "../../util/package-root.js";
import { fromWire, KafkaError } from "./errors.js";
import type { Calls, FromWorker, ToWorker } from "./messages.js";

type Answer = Extract<FromWorker, { readonly id: number }>;
type News = Extract<FromWorker, { readonly session: number }>;

/** The parent's end of the worker thread: it starts it, matches answers to what was asked, and hands news to sessions. */
export class WorkerThread {
  readonly #worker = new Worker(builtEntry("kafka-reader-worker"));
  readonly #asked = new Map<number, (answer: Answer) => void>();
  readonly #sessions = new Map<number, (news: News) => void>();
  #lastId = 0;
  #held = 0;
  #ended: KafkaError | undefined;

  constructor(private readonly onEnd: () => void) {
    // The thread holds the process only while somebody waits for it.
    this.#worker.unref();
    this.#worker.on("message", (message: FromWorker) => {
      if ("session" in message) this.#sessions.get(message.session)?.(message);
      else this.#asked.get(message.id)?.(message);
    });
    this.#worker.once("error", error => this.#over(messageOf(error)));
    this.#worker.once("exit", () => this.#over("it ended"));
  }

  get sessions(): number {
    return this.#sessions.size;
  }

  post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  /** A number for a session, of which `listener` hears all news. */
  join(listener: (news: News) => void): number {
    const session = ++this.#lastId;
    this.#sessions.set(session, listener);
    return session;
  }

  leave(session: number): void {
    this.#sessions.delete(session);
  }

  call<K extends keyof Calls>(method: K, ...args: Parameters<Calls[K]>): ReturnType<Calls[K]> {
    return new Promise<Awaited<ReturnType<Calls[K]>>>((resolve, reject) => {
      const id = this.ask(answer => {
        this.forget(id);
        if (answer.kind === "answer") resolve(answer.value as Awaited<ReturnType<Calls[K]>>);
        else if ("error" in answer && answer.error) reject(fromWire(answer.error));
      });
      if (!this.#ended) this.post({ kind: "call", id, method, args } as ToWorker);
    }) as ReturnType<Calls[K]>;
  }

  /** A number for something asked, of which `listener` hears each answer until it is forgotten. */
  ask(listener: (answer: Answer) => void): number {
    const id = ++this.#lastId;
    this.#asked.set(id, listener);
    this.hold();
    if (this.#ended) queueMicrotask(() => listener(refusal(id, this.#ended!)));
    return id;
  }

  forget(id: number): void {
    if (this.#asked.delete(id)) this.release();
  }

  /** Keeps the process alive until it is released: somebody waits. */
  hold(): void {
    if (this.#held++ === 0) this.#worker.ref();
  }

  release(): void {
    if (--this.#held === 0) this.#worker.unref();
  }

  end(): void {
    void this.#worker.terminate();
  }

  #over(why: string): void {
    if (this.#ended) return;
    this.#ended = new KafkaError(`the Kafka client's thread is gone: ${why}`, false);
    this.onEnd();
    for (const [id, listener] of this.#asked) listener(refusal(id, this.#ended));
  }
}

function refusal(id: number, { message }: KafkaError): Answer {
  return { kind: "refusal", id, error: { kind: "kafka", message, retriable: false } };
}
