import { parentPort, workerData } from "node:worker_threads";
import { messageOf } from "../../util/errors.js";
import { startBroker } from "./broker.js";
import type { BrokerOptions } from "./options.js";
import type { FromBroker, ToBroker } from "./thread-messages.js";

/** The thread that the embedded broker runs in: `broker-thread.ts` starts it and is the other end of its messages. */
const port = parentPort!;
const post = (message: FromBroker) => port.postMessage(message);

try {
  const broker = await startBroker(workerData as BrokerOptions, error =>
    post({ kind: "failure", message: messageOf(error) }),
  );
  port.on("message", async (message: ToBroker) => {
    if (message.kind === "counters")
      return post({ kind: "counters", id: message.id, counters: broker.counters() });
    await broker.stop().catch(error => post({ kind: "failure", message: messageOf(error) }));
    post({ kind: "stopped" });
    port.close();
  });
  post({ kind: "started", address: broker.address });
} catch (error) {
  post({ kind: "refused", message: messageOf(error) });
}
