import { existsSync, mkdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { messageOf, UserError } from "../../util/errors.js";
import { serve } from "./connection.js";
import { Coordinator } from "./groups/coordinator.js";
import { Identity } from "./log/identity.js";
import { lockDirectory } from "./log/lock.js";
import { Topics } from "./log/topics.js";
import { type BrokerOptions, brokerConfig, MAX_CONNECTIONS } from "./options.js";
import type { BrokerState } from "./state.js";

/** How often what was written is forced to the disk. */
const SYNC_EVERY_MS = 1000;

export interface BrokerCounters {
  readonly topics: number;
  /** In the logs, of all partitions. */
  readonly messages: number;
  /** Taken since the start. */
  readonly produced: number;
  readonly connections: number;
}

export interface Broker {
  /** `host:port` that it listens on. */
  readonly address: string;
  counters(): BrokerCounters;
  /** Ends all connections, has the disk take everything, gives the data directory up. */
  stop(): Promise<void>;
}

/**
 * Starts a broker that speaks Kafka's protocol over a durable log in `dataDir`. Throws a `UserError` when the address is
 * taken, or the directory is in use or cannot be written. `onFailure` hears of what went wrong while serving.
 */
export async function startBroker(
  options: BrokerOptions,
  onFailure: (error: Error) => void = () => {},
): Promise<Broker> {
  const config = brokerConfig(options);
  const { host, port } = parseAddress(config.listen);
  const dir = writableDirectory(config.dataDir);
  const lock = await lockDirectory(dir);
  const clean = join(dir, "stopped-in-order");
  const sockets = new Set<Socket>();
  let state: BrokerState | undefined;
  let server: Server;
  try {
    const verify = !existsSync(clean);
    rmSync(clean, { force: true });
    const opened: BrokerState = {
      config,
      topics: new Topics(dir, { segmentBytes: config.segmentBytes, verify }),
      groups: new Coordinator(dir),
      identity: new Identity(dir),
      counters: { produced: 0 },
    };
    state = opened;
    server = await listen(host, port, socket => {
      if (sockets.size >= MAX_CONNECTIONS) return socket.destroy();
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
      serve(socket, opened, onFailure);
    });
  } catch (error) {
    state?.topics.close();
    state?.groups.close();
    await lock.release();
    throw error instanceof UserError
      ? error
      : new UserError(`The embedded Kafka cannot use ${dir}: ${messageOf(error)}`, { cause: error });
  }
  const { topics, groups, counters } = state;
  const syncing = setInterval(() => topics.sync().catch(onFailure), SYNC_EVERY_MS);
  syncing.unref();
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    clearInterval(syncing);
    const closed = new Promise<void>(resolve => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
    await topics.sync();
    topics.close();
    groups.close();
    writeFileSync(clean, "");
    await lock.release();
  };
  return {
    address: `${host}:${(server.address() as AddressInfo).port}`,
    counters: () => ({
      topics: topics.all().length,
      messages: topics
        .all()
        .reduce((sum, t) => sum + t.partitions.reduce((n, log) => n + log.endOffset - log.startOffset, 0), 0),
      produced: counters.produced,
      connections: sockets.size,
    }),
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

function parseAddress(listen: string): { host: string; port: number } {
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(listen);
  const port = Number(match?.[3]);
  if (!match || port > 65535) throw new UserError(`"${listen}" is no address to listen on; write HOST:PORT`);
  return { host: (match[1] ?? match[2])!, port };
}

function writableDirectory(dir: string): string {
  try {
    mkdirSync(dir, { recursive: true });
    const real = realpathSync(dir);
    writeFileSync(join(real, "writable"), "");
    rmSync(join(real, "writable"));
    return real;
  } catch (error) {
    throw new UserError(`The Kafka data directory ${dir} cannot be written: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

function listen(host: string, port: number, onConnection: (socket: Socket) => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(onConnection);
    server.once("error", (error: NodeJS.ErrnoException) => {
      const why =
        error.code === "EADDRINUSE"
          ? "something else listens there already; stop it or choose another port"
          : error.message;
      reject(new UserError(`The embedded Kafka cannot listen on ${host}:${port}: ${why}`, { cause: error }));
    });
    server.listen({ host, port }, () => resolve(server));
  });
}
