import { parentPort } from "node:worker_threads";
import { toWire } from "./errors.js";
import type { FromWorker, ToWorker } from "./messages.js";
import { ClientSession, type Post } from "./worker/client-session.js";
import { buffersOf } from "./worker/fetch-records.js";
import { guardKafkajs } from "./worker/kafkajs-guard.js";
import { RangeReader } from "./worker/range-reader.js";

/** The thread where kafkajs lives, and records are decoded: `worker-thread.ts` starts it and is the other end of its messages. */
const port = parentPort!;
const sessions = new Map<number, ClientSession>();
const reads = new Map<number, RangeReader>();

const post: Post = (message: FromWorker, transfer = []) => port.postMessage(message, transfer);

type Handlers = { [K in ToWorker["kind"]]: (message: Extract<ToWorker, { kind: K }>) => void };

const handlers: Handlers = {
  open: ({ session, config }) => void sessions.set(session, new ClientSession(session, config, post)),
  call: async ({ id, method, args: [session, ...args] }) => {
    try {
      const run = sessions.get(session)!.methods[method] as (...args: readonly unknown[]) => Promise<unknown>;
      post({ kind: "answer", id, value: await run(...args) });
    } catch (error) {
      post({ kind: "refusal", id, error: toWire(error) });
    }
    if (method === "close") sessions.delete(session);
  },
  follow: ({ session, positions, headers }) => sessions.get(session)?.follow(positions, headers),
  used: ({ session, partition, bytes }) => sessions.get(session)?.used(partition, bytes),
  read: async ({ session, id, ranges, headers }) => {
    const reader = new RangeReader(sessions.get(session)!.session, headers, chunk =>
      post({ kind: "read-chunk", id, chunk }, buffersOf([chunk])),
    );
    reads.set(id, reader);
    try {
      await reader.read(ranges);
      post({ kind: "read-end", id });
    } catch (error) {
      post({ kind: "read-end", id, error: toWire(error) });
    }
    reads.delete(id);
  },
  "read-used": ({ id, bytes }) => reads.get(id)?.used(bytes),
  "read-stop": ({ id }) => reads.get(id)?.stop(),
};

guardKafkajs();
port.on("message", (message: ToWorker) => handlers[message.kind](message as never));
