import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DataFrame } from "../../../src/sql/data-frame.js";
import type { MemoryStream } from "../../../src/sql/memory-stream.js";
import { seeded } from "../../seeded.js";
import { openSession } from "../../session.js";

/** A row of a random stream: seconds since 1970, a key, a number; `ts` and `k` may be NULL. */
export interface Event {
  readonly ts: number | null;
  readonly k: string | null;
  readonly v: number;
}

/** How many random streams each operator is held against; the environment may ask for more. */
export const STREAMS = Number(process.env.ORACLE_STREAMS ?? 30);

type Random = (bound: number) => number;

/** Batches of events whose times go on in jumps, with some that are late, some far too late, some repeated, some empty batches. */
export function randomBatches(random: Random, count: number): Event[][] {
  let now = 1000;
  const earlier: Event[] = [];
  return Array.from({ length: count }, () => {
    now += random(4) === 0 ? random(300) : random(20);
    return Array.from({ length: random(7) }, () => {
      if (earlier.length > 0 && random(5) === 0) return earlier[random(earlier.length)]!;
      const late = random(4) === 0 ? random(200) : random(15);
      const event = {
        ts: random(30) === 0 ? null : now - late,
        k: random(15) === 0 ? null : "abc"[random(3)]!,
        v: random(10),
      };
      earlier.push(event);
      return event;
    });
  });
}

/** After which batches a query is stopped and started again. */
export type Restarts = ReadonlySet<number>;

export function randomRestarts(random: Random, count: number): Restarts {
  return new Set(Array.from({ length: count }, (_, i) => i).filter(() => random(5) === 0));
}

const SCHEMA = "ts TIMESTAMP, k STRING, v BIGINT";

const rowOf = ({ ts, k, v }: Event) => [ts === null ? null : new Date(ts * 1000), k, BigInt(v)];

/** What one micro-batch put out, each row as text; `data` is the number of the batch of events, null for one without data. */
interface Output {
  readonly data: number | null;
  readonly rows: readonly string[];
}

/**
 * Runs a query over batches of events (of one stream or two), a micro-batch each, and stops and restarts it from its
 * checkpoint after some.
 * @returns what it put out, batch by batch
 */
export async function runBatches(
  sources: readonly (readonly Event[][])[],
  query: (...streams: DataFrame[]) => DataFrame,
  mode: "append" | "update" | "complete",
  restarts: Restarts,
): Promise<Output[]> {
  const session = openSession();
  const checkpointLocation = mkdtempSync(join(tmpdir(), "oracle-"));
  const streams = sources.map(() => session.spark.memoryStream(SCHEMA));
  const frame = query(...streams.map(stream => stream.toDF()));
  const outputs: Output[] = [];
  let data: number | null = null;
  const start = () =>
    frame.writeStream
      .outputMode(mode)
      .option("checkpointLocation", checkpointLocation)
      .foreachBatch(async batch => {
        const rows = await batch.collect();
        outputs.push({ data, rows: rows.map(row => row.toString()).sort() });
        data = null;
      })
      .start();
  let running = start();
  const feed = (stream: MemoryStream, events: readonly Event[]) => stream.addData(...events.map(rowOf));
  try {
    for (let i = 0; i < sources[0]!.length; i++) {
      data = i;
      // All streams in one turn of the loop, so that they make one micro-batch.
      for (const [s, stream] of streams.entries()) feed(stream, sources[s]![i]!);
      await running.processAllAvailable();
      if (!restarts.has(i)) continue;
      await running.stop();
      running = start();
    }
    await running.stop();
    return outputs;
  } finally {
    await session.close();
    rmSync(checkpointLocation, { recursive: true, force: true });
  }
}

/** The watermarks of micro-batches as they run: of each batch's rows, which are late, and what has been passed. */
export class Watermarks {
  /** Seconds; before a stream has a row with a time it holds the others back. */
  current = 0;
  previous = 0;
  private seen: number[] = [];

  constructor(private readonly delays: readonly number[]) {
    this.restart();
  }

  /** What each stream has seen is not kept, as in Spark; the watermark itself is. */
  restart(): void {
    this.seen = this.delays.map(() => 0);
  }

  isLate(time: number | null): boolean {
    return time !== null && time <= this.previous;
  }

  /** After a batch. @returns whether the watermark has moved */
  end(batches: readonly (readonly Event[])[]): boolean {
    for (const [s, events] of batches.entries())
      for (const { ts } of events)
        if (ts !== null) this.seen[s] = Math.max(this.seen[s]!, ts - this.delays[s]!);
    this.previous = this.current;
    if (this.seen.length > 0) this.current = Math.max(this.current, Math.min(...this.seen));
    return this.current > this.previous;
  }
}

/**
 * Calls `each` for every micro-batch that a query makes of batches of events: those with data, and after each that moved the
 * watermark one without.
 */
export function simulate(
  sources: readonly (readonly Event[][])[],
  delays: readonly number[],
  restarts: Restarts,
  each: (events: readonly (readonly Event[])[], marks: Watermarks) => readonly string[],
): Output[] {
  const marks = new Watermarks(delays);
  const outputs: Output[] = [];
  const none = sources.map(() => []);
  for (let i = 0; i < sources[0]!.length; i++) {
    const events = sources.map(batches => batches[i]!);
    outputs.push({ data: i, rows: [...each(events, marks)].sort() });
    for (let moved = marks.end(events); moved; moved = marks.end(none))
      outputs.push({ data: null, rows: [...each(none, marks)].sort() });
    if (restarts.has(i)) marks.restart();
  }
  return outputs;
}

/** A batch without data that puts nothing out need not have run. */
export const withoutIdle = (outputs: readonly Output[]) =>
  outputs.filter(({ data, rows }) => data !== null || rows.length > 0);

export const seeds = Array.from({ length: STREAMS }, (_, seed) => seed);

export { seeded };
