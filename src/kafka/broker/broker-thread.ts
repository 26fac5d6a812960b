import { Worker } from "node:worker_threads";
import { UserError } from "../../util/errors.js";
import { builtEntry } from "../../util/package-root.js";
import type { BrokerCounters } from "./broker.js";
import type { BrokerOptions } from "./options.js";
import type { FromBroker, ToBroker } from "./thread-messages.js";

/** The embedded broker, as the shell holds it. */
export interface BrokerHandle {
  /** `host:port` that it listens on. */
  readonly address: string;
  counters(): Promise<BrokerCounters>;
  /** `listener` hears of what goes wrong while serving, and of the thread's end if that was not asked for. */
  onError(listener: (error: Error) => void): void;
  stop(): Promise<void>;
}

/**
 * Starts the embedded broker in a thread of its own, so that neither it nor the prompt waits for the other.
 * Throws the `UserError` of `startBroker`.
 */
export function startBrokerThread(options: BrokerOptions): Promise<BrokerHandle> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(builtEntry("kafka-broker-worker"), { workerData: options });
    const post = (message: ToBroker) => worker.postMessage(message);
    const exited = new Promise<void>(done => worker.once("exit", () => done()));
    const asked = new Map<number, (counters: BrokerCounters) => void>();
    let report: (error: Error) => void = () => {};
    let stopping = false;
    let nextId = 0;
    const failed = (error: Error) => {
      reject(error);
      report(error);
    };
    const on: { [K in FromBroker["kind"]]: (message: Extract<FromBroker, { kind: K }>) => void } = {
      refused: ({ message }) => reject(new UserError(message)),
      failure: ({ message }) => report(new Error(message)),
      counters: ({ id, counters }) => {
        asked.get(id)?.(counters);
        asked.delete(id);
      },
      stopped: () => {},
      started: ({ address }) => {
        worker.unref(); // the shell's end is not held up by its broker
        resolve({
          address,
          counters: () =>
            new Promise(answer => {
              asked.set(++nextId, answer);
              post({ kind: "counters", id: nextId });
            }),
          onError: listener => {
            report = listener;
          },
          stop: () => {
            stopping = true;
            worker.ref();
            post({ kind: "stop" });
            return exited;
          },
        });
      },
    };
    worker.on("message", (message: FromBroker) => on[message.kind](message as never));
    worker.once("error", failed);
    worker.once("exit", () => {
      if (!stopping) failed(new Error("the embedded Kafka's thread ended"));
    });
  });
}
