import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { CallOptions } from "@connectrpc/connect";
import type { Address } from "../address.js";
import type { AddArtifactsRequest, ExecutePlanRequest } from "../proto/generated/base_pb.js";
import { openClient, type ServiceClient } from "./client.js";
import { type Failure, failureOf, withDetails } from "./failure.js";
import type { Calls, FromWorker, Patience, ToWorker } from "./messages.js";
import { isConnectionTrouble, Retries } from "./patience.js";
import { executeReattaching } from "./reattach.js";
import type { RpcOptions } from "./rpc.js";

/**
 * The thread that talks with the server. It is one of its own so that the session's thread can stand still until an answer is
 * there: names are checked at the line that spells them, which is no place for a promise.
 */
const { address, answers, options } = workerData as {
  address: Address;
  answers: MessagePort;
  options: RpcOptions;
};
const { patienceMs } = options;
const client = openClient(address, options.ca);
/** How many answers of a stream may lie unused. */
const AHEAD = 8;
/** How long a server may take to answer the first call, after which it is taken to be something else. */
const FIRST_ANSWER_MS = 30_000;

interface Running {
  readonly abort: AbortController;
  ahead: number;
  proceed: () => void;
}
const running = new Map<number, Running>();

const post = (message: FromWorker) => parentPort!.postMessage(message);
const trouble = (isOver: boolean) => post({ kind: "trouble", isOver });

const methods: {
  [M in keyof Calls]: (client: ServiceClient, request: never, options: CallOptions) => Promise<unknown>;
} = {
  analyzePlan: ({ analyzePlan }, request, options) => analyzePlan(request, options),
  config: ({ config }, request) => config(request),
  interrupt: ({ interrupt }, request) => interrupt(request),
  releaseSession: ({ releaseSession }, request) => releaseSession(request, { timeoutMs: 5000 }),
  addArtifacts: ({ addArtifacts }, requests: readonly AddArtifactsRequest[]) =>
    addArtifacts(streamOf(requests)),
};

const handlers: { [K in ToWorker["kind"]]: (message: Extract<ToWorker, { kind: K }>) => unknown } = {
  call: ({ id, method, request, patience, waiter }) =>
    answering(id, waiter, request, async () => {
      const retries = new Retries(patience, patienceMs, trouble);
      const never = neverAborted();
      for (;;)
        try {
          return await methods[method](
            client,
            request as never,
            patience === "none" ? { timeoutMs: FIRST_ANSWER_MS } : {},
          );
        } catch (thrown) {
          const { failure } = failureOf(thrown);
          if (!isConnectionTrouble(failure) || !(await retries.again(never))) throw thrown;
        }
    }),
  execute: ({ id, request, patience, waiter }) => {
    if (!waiter) return stream(id, request, patience);
    return answering(id, waiter, request, async () => {
      const all = [];
      for await (const response of executeReattaching(
        client,
        request,
        new Retries(patience, patienceMs, trouble),
        neverAborted(),
      ))
        all.push(response);
      return all;
    });
  },
  used: ({ id }) => {
    const found = running.get(id);
    if (!found) return;
    found.ahead--;
    found.proceed();
  },
  cancel: ({ id }) => running.get(id)?.abort.abort(),
};

/** A new one each time: listeners would pile up on one. */
const neverAborted = () => new AbortController().signal;

async function answering(
  id: number,
  waiter: Int32Array | undefined,
  request: unknown,
  work: () => Promise<unknown>,
) {
  let answer: FromWorker;
  try {
    answer = { kind: "answer", id, message: await work() };
  } catch (thrown) {
    answer = { kind: "failed", id, failure: await told(thrown, request as About) };
  }
  if (!waiter) return post(answer);
  answers.postMessage(answer);
  Atomics.store(waiter, 0, 1);
  Atomics.notify(waiter, 0);
}

async function stream(id: number, request: ExecutePlanRequest, patience: Patience): Promise<void> {
  const own: Running = { abort: new AbortController(), ahead: 0, proceed: () => {} };
  running.set(id, own);
  const { signal } = own.abort;
  signal.addEventListener("abort", () => own.proceed());
  try {
    for await (const message of executeReattaching(
      client,
      request,
      new Retries(patience, patienceMs, trouble),
      signal,
    )) {
      post({ kind: "next", id, message });
      if (++own.ahead >= AHEAD && !signal.aborted)
        await new Promise<void>(resolve => {
          own.proceed = resolve;
        });
    }
    post({ kind: "end", id });
  } catch (thrown) {
    post({ kind: "failed", id, failure: await told(thrown, request) });
  } finally {
    running.delete(id);
  }
}

type About = Pick<ExecutePlanRequest, "sessionId" | "userContext" | "clientType">;

/** A failure with all that the server has to say of it. */
async function told(thrown: unknown, { sessionId, userContext, clientType }: About): Promise<Failure> {
  const { failure, errorId } = failureOf(thrown);
  if (!errorId) return failure;
  try {
    const about = { sessionId, ...(userContext && { userContext }), ...(clientType && { clientType }) };
    return withDetails(failure, await client.fetchErrorDetails({ ...about, errorId }, { timeoutMs: 5000 }));
  } catch {
    // What it said at first has to do.
    return failure;
  }
}

async function* streamOf<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

parentPort!.on("message", (message: ToWorker) => {
  (handlers[message.kind] as (message: ToWorker) => unknown)(message);
});
