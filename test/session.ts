import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConsoleBatch, ConsoleOutput } from "../src/contracts/console-batch.js";
import { EmbeddedBackend } from "../src/engine/embedded-backend.js";
import { type BrokerHandle, startBrokerThread } from "../src/kafka/broker/broker-thread.js";
import { kafkaConfig } from "../src/kafka/client/config.js";
import { openProducer } from "../src/kafka/client/producer.js";
import { formats } from "../src/main/formats.js";
import { consoleText } from "../src/pane/console-text.js";
import { SparkSession } from "../src/sql/spark-session.js";
import { Conf } from "../src/util/conf.js";

/** A session on the embedded engine, with what it prints and shows kept. */
export interface TestSession {
  readonly spark: SparkSession;
  readonly backend: EmbeddedBackend;
  readonly batches: ConsoleBatch[];
  readonly notices: string[];
  /** What `show`, `printSchema` … printed. */
  printed(): string;
  /** All console batches as Spark prints them. */
  console(): string;
  close(): Promise<void>;
}

/** The embedded engine with all its sources and sinks. No broker is started for it. */
export function openBackend(
  conf: Conf,
  console: ConsoleOutput,
  note: (line: string) => void,
): EmbeddedBackend {
  const notices = { info: note, warn: note };
  return new EmbeddedBackend({
    conf,
    ...formats(conf, { ensure: async () => {} }, console, notices),
    notices,
  });
}

export function openSession(): TestSession {
  const conf = new Conf();
  conf.set("spark.sql.session.timeZone", "UTC");
  const batches: ConsoleBatch[] = [];
  const notices: string[] = [];
  const printed: string[] = [];
  const backend = openBackend(conf, { batch: batch => batches.push(batch) }, line => notices.push(line));
  const spark = new SparkSession({
    backend,
    conf,
    print: text => printed.push(text),
    interruption: () => undefined,
  });
  return {
    spark,
    backend,
    batches,
    notices,
    printed: () => printed.join(""),
    console: () => batches.map(batch => `${consoleText(batch).join("\n")}\n`).join(""),
    close: () => backend.close(),
  };
}

export interface TestBroker extends BrokerHandle {
  send(
    topic: string,
    records: readonly {
      key: string | null;
      value: string | null;
      headers?: Record<string, string>;
      partition?: number;
    }[],
  ): Promise<void>;
  /** Stops and starts again on the same port and data. */
  restart(): Promise<TestBroker>;
}

/** An embedded broker on a free port, its data in a folder of its own. */
export async function openBroker(
  listen = "127.0.0.1:0",
  dataDir = mkdtempSync(join(tmpdir(), "broker-")),
): Promise<TestBroker> {
  const broker = await startBrokerThread({ listen, dataDir });
  const producer = openProducer(kafkaConfig({ "bootstrap.servers": broker.address }));
  const halt = async () => {
    await producer.close();
    await broker.stop();
  };
  return {
    ...broker,
    send: async (topic, records) => void (await producer.send(topic, records)),
    stop: async () => {
      await halt();
      rmSync(dataDir, { recursive: true, force: true });
    },
    restart: async () => {
      await halt();
      return openBroker(broker.address, dataDir);
    },
  };
}
