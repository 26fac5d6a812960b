import { ConnectBackend } from "../../../src/connect/connect-backend.js";
import type { ConsoleBatch } from "../../../src/contracts/console-batch.js";
import { consoleText } from "../../../src/pane/console-text.js";
import { SparkSession } from "../../../src/sql/spark-session.js";

/** A session on a real Spark, with what it prints and shows kept. */
export interface RemoteTestSession {
  readonly spark: SparkSession;
  readonly backend: ConnectBackend;
  readonly notices: string[];
  /** What was printed since the last call. */
  printed(): string;
  /** The console batches that were shown since the session was opened, as they came. */
  readonly batches: readonly ConsoleBatch[];
  /** Breaks off what runs, as Ctrl-C does. */
  interrupt(): void;
}

/** @param patienceMs for how long a broken connection is tried again */
export async function openRemoteSession(url: string, patienceMs = 60_000): Promise<RemoteTestSession> {
  const notices: string[] = [];
  const note = (line: string) => void notices.push(line);
  const backend = await ConnectBackend.open({
    url,
    patienceMs,
    broker: { ensure: async () => {} },
    notices: { info: note, warn: note },
  });
  const batches: ConsoleBatch[] = [];
  backend.subscribe(() => {
    for (const { batch } of backend.queries()) if (batch && !batches.includes(batch)) batches.push(batch);
  });
  let printed = "";
  let interruption = new AbortController();
  const spark = new SparkSession({
    backend,
    conf: backend.conf,
    print: text => {
      printed += text;
    },
    interruption: () => interruption.signal,
  });
  spark.conf.set("spark.sql.shuffle.partitions", "2");
  return {
    spark,
    backend,
    notices,
    batches,
    printed: () => {
      const said = printed;
      printed = "";
      return said;
    },
    interrupt: () => {
      interruption.abort();
      interruption = new AbortController();
    },
  };
}

/** Batches as Spark's console prints them. */
export const shown = (batches: readonly ConsoleBatch[]): string =>
  batches.map(batch => `${consoleText(batch).join("\n")}\n`).join("");
