import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import { builtEntry } from "../../util/package-root.js";
import type { Address } from "../address.js";
import type { ExecutePlanRequest, ExecutePlanResponse } from "../proto/generated/base_pb.js";
import type { Failure } from "./failure.js";
import type { Calls, FromWorker, Patience, ToWorker } from "./messages.js";

/** A call that failed, as the thread that talks tells it. */
export class RpcError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

export interface RpcOptions {
  /** For how long a broken connection is tried again. */
  readonly patienceMs: number;
  /** Certificates to trust, as PEM. */
  readonly ca: string | undefined;
}

interface Waiting {
  next(message: ExecutePlanResponse): void;
  settle(outcome: { readonly message?: unknown } | { readonly failure: Failure }): void;
}

/** The session's side of the thread that talks with the server. */
export class Rpc {
  private readonly worker: Worker;
  private readonly answers: import("node:worker_threads").MessagePort;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  /** @param trouble is told when the connection breaks and when it is there again */
  constructor(address: Address, options: RpcOptions, trouble: (isOver: boolean) => void) {
    const { port1, port2 } = new MessageChannel();
    this.answers = port1;
    this.worker = new Worker(builtEntry("connect-worker"), {
      workerData: { address, answers: port2, options },
      transferList: [port2],
    });
    this.worker.unref();
    this.worker.on("message", (message: FromWorker) => {
      if (message.kind === "trouble") return trouble(message.isOver);
      const waiting = this.waiting.get(message.id);
      if (message.kind === "next") return waiting?.next(message.message);
      this.waiting.delete(message.id);
      waiting?.settle(
        message.kind === "failed"
          ? { failure: message.failure }
          : { message: message.kind === "answer" ? message.message : undefined },
      );
    });
  }

  /** @throws RpcError */
  call<M extends keyof Calls>(
    method: M,
    request: Calls[M][0],
    patience: Patience = "long",
  ): Promise<Calls[M][1]> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, {
        next: () => {},
        settle: outcome =>
          "failure" in outcome
            ? reject(new RpcError(outcome.failure))
            : resolve(outcome.message as Calls[M][1]),
      });
      this.post({ kind: "call", id, method, request, patience });
    });
  }

  /** The same; this thread stands still meanwhile. */
  callNow<M extends keyof Calls>(method: M, request: Calls[M][0]): Calls[M][1] {
    return this.now(base => ({ kind: "call", method, request, patience: "short", ...base })) as Calls[M][1];
  }

  /** All answers of an operation; this thread stands still meanwhile. */
  executeNow(request: ExecutePlanRequest): ExecutePlanResponse[] {
    return this.now(base => ({
      kind: "execute",
      request,
      patience: "short",
      ...base,
    })) as ExecutePlanResponse[];
  }

  /** The answers of an operation as they come; it ends with the consumer's `return`, or by the signal, which is thrown. */
  async *execute(request: ExecutePlanRequest, signal?: AbortSignal): AsyncGenerator<ExecutePlanResponse> {
    signal?.throwIfAborted();
    const id = ++this.lastId;
    const queue: ExecutePlanResponse[] = [];
    let end: { readonly failure?: Failure } | undefined;
    let wake = () => {};
    const aborted = () => wake();
    signal?.addEventListener("abort", aborted);
    this.waiting.set(id, {
      next: message => {
        queue.push(message);
        wake();
      },
      settle: outcome => {
        end = outcome as { failure?: Failure };
        wake();
      },
    });
    this.post({ kind: "execute", id, request, patience: "long" });
    try {
      for (;;) {
        signal?.throwIfAborted();
        const next = queue.shift();
        if (next) {
          this.post({ kind: "used", id });
          yield next;
        } else if (end?.failure) throw new RpcError(end.failure);
        else if (end) return;
        else
          await new Promise<void>(resolve => {
            wake = resolve;
          });
      }
    } finally {
      signal?.removeEventListener("abort", aborted);
      if (!end) this.post({ kind: "cancel", id });
      this.waiting.delete(id);
    }
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private now(message: (base: { id: number; waiter: Int32Array }) => ToWorker): unknown {
    const id = ++this.lastId;
    const waiter = new Int32Array(new SharedArrayBuffer(4));
    this.post(message({ id, waiter }));
    Atomics.wait(waiter, 0, 0);
    for (;;) {
      // Answers to calls that Ctrl-C broke off may lie before it.
      const answer = receiveMessageOnPort(this.answers)?.message as FromWorker | undefined;
      if (!answer) throw new Error("no answer lies where one was promised");
      if (answer.kind === "failed" && answer.id === id) throw new RpcError(answer.failure);
      if (answer.kind === "answer" && answer.id === id) return answer.message;
    }
  }

  private post(message: ToWorker): void {
    this.worker.postMessage(message);
  }
}
