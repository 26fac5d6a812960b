import { join } from "node:path";
import type { BrokerHost } from "../contracts/broker-host.js";
import type { Notices } from "../contracts/notices.js";
import type { BrokerHandle } from "../kafka/broker/broker-thread.js";
import { isLoopback } from "../kafka/client/loopback.js";
import { probeBroker } from "../kafka/client/probe.js";
import { UserError } from "../util/errors.js";

const DEFAULT_PORT = 9092;
const PROBE_TIMEOUT_MS = 2000;

interface Address {
  readonly host: string;
  readonly port: number;
}

/** The embedded broker, started when a loopback address is asked for at which nothing listens. */
export class EmbeddedBroker implements BrokerHost {
  private readonly running = new Map<number, BrokerHandle>();
  /** One question at a time: two queries on one address start one broker. */
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly dataDir: string,
    private readonly notices: Notices,
  ) {}

  ensure(bootstrapServers: string): Promise<void> {
    const result = this.last.then(() => this.ensureNow(bootstrapServers));
    this.last = result.catch(() => {});
    return result;
  }

  /** One line on each that runs. */
  status(): string[] {
    return [...this.running.values()].map(broker => `broker: embedded Kafka at ${broker.address}`);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.running.values()].map(broker => broker.stop()));
    this.running.clear();
  }

  private async ensureNow(bootstrapServers: string): Promise<void> {
    const addresses = bootstrapServers.split(",").map(parseAddress);
    const local = addresses.filter(address => isLoopback(address.host));
    if (local.length < addresses.length) return;
    const found = await Promise.all(local.map(({ host, port }) => probeBroker(host, port, PROBE_TIMEOUT_MS)));
    if (found.includes("kafka")) return;
    const free = local[found.indexOf("closed")];
    if (!free) {
      const { host, port } = local[0]!;
      throw new UserError(
        `${host}:${port} is in use by something that is no Kafka broker; free the port, or name another in kafka.bootstrap.servers, such as localhost:${port + 1}.`,
      );
    }
    await this.start(free);
  }

  private async start({ host, port }: Address): Promise<void> {
    const { startBrokerThread } = await import("../kafka/broker/broker-thread.js");
    const dataDir = brokerDir(this.dataDir, port);
    const broker = await startBrokerThread({
      listen: `${host === "localhost" ? "127.0.0.1" : host}:${port}`,
      dataDir,
    });
    broker.onError(error => this.notices.warn(`broker: ${error.message}`));
    this.running.set(port, broker);
    this.notices.info(
      `broker: nothing listened at ${host}:${port}, so an embedded Kafka was started there; its data is in ${dataDir}`,
    );
  }
}

/** Where a broker of this port keeps its log: the same for the shell's own and for `tweet-shell broker`. */
export function brokerDir(dataDir: string, port: number): string {
  return join(dataDir, "broker", String(port));
}

/** @throws UserError when it is no `HOST:PORT` */
export function parseAddress(text: string): Address {
  const match = /^\s*(?:\[([0-9a-f:]+)\]|([^:\s]+))(?::(\d{1,5}))?\s*$/i.exec(text);
  const port = Number(match?.[3] ?? DEFAULT_PORT);
  if (!match || port > 65_535)
    throw new UserError(`${text} is no HOST:PORT, such as localhost:${DEFAULT_PORT}.`);
  return { host: (match[1] ?? match[2])!, port };
}
