import { describe, expect, it } from "vitest";
import type { DataFrame } from "../../../src/sql/data-frame.js";
import * as f from "../../../src/sql/functions.js";
import {
  type Event,
  randomBatches,
  randomRestarts,
  runBatches,
  STREAMS,
  seeded,
  seeds,
  simulate,
  type Watermarks,
  withoutIdle,
} from "./random-stream.js";

/** An operator over one stream, and what it should put out: computed anew from all events so far at every batch. */
interface Case {
  readonly name: string;
  readonly mode: "append" | "update" | "complete";
  /** Of the watermark, in seconds; none without. */
  readonly delay?: number;
  readonly query: (stream: DataFrame) => DataFrame;
  /** Made anew for each stream; sees what was not late. */
  readonly oracle: () => (events: readonly Event[], marks: Watermarks) => readonly string[];
  /** The time by which an event is late; its own by default. */
  readonly lateBy?: (event: Event) => number | null;
}

const SIZE = 30;
const GAP = 25;

const cases: readonly Case[] = [
  {
    name: "groups, update",
    mode: "update",
    query: stream => stream.groupBy("k").agg(f.count("*"), f.sum("v"), f.collect_list("v")),
    oracle: () => {
      const all: Event[] = [];
      return events => {
        all.push(...events);
        const touched = new Set(events.map(event => event.k));
        return groupBy(all, event => event.k)
          .filter(group => touched.has(group[0]!.k))
          .map(group => row(group[0]!.k, group.length, sum(group), list(group)));
      };
    },
  },
  {
    name: "groups, complete",
    mode: "complete",
    query: stream => stream.groupBy("k", "v").agg(f.count("*"), f.min("ts")),
    oracle: () => {
      const all: Event[] = [];
      return events => {
        all.push(...events);
        return groupBy(all, ({ k, v }) => `${k} ${v}`).map(group =>
          row(group[0]!.k, group[0]!.v, group.length, stamp(least(group))),
        );
      };
    },
  },
  {
    name: "all rows, update",
    mode: "update",
    query: stream => stream.agg(f.count("*"), f.sum("v"), f.max("v")),
    oracle: () => {
      const all: Event[] = [];
      return events => {
        all.push(...events);
        const most = all.length === 0 ? null : Math.max(...all.map(event => event.v));
        return [row(all.length, all.length === 0 ? null : sum(all), most)];
      };
    },
  },
  {
    name: "windows, append",
    mode: "append",
    delay: 40,
    query: stream =>
      stream.groupBy(f.window("ts", `${SIZE} seconds`), f.col("k")).agg(f.count("*"), f.sum("v")),
    lateBy: event => windowEnd(event),
    oracle: () => {
      const all: Event[] = [];
      return (events, { previous, current }) => {
        all.push(...events.filter(event => event.ts !== null));
        return groupBy(all, event => `${event.k} ${windowEnd(event)}`)
          .filter(([event]) => windowEnd(event!)! > previous && windowEnd(event!)! <= current)
          .map(group => row(span(windowEnd(group[0]!)! - SIZE, SIZE), group[0]!.k, group.length, sum(group)));
      };
    },
  },
  {
    name: "windows, update",
    mode: "update",
    delay: 10,
    query: stream => stream.groupBy(f.window("ts", `${SIZE} seconds`)).agg(f.sum("v")),
    lateBy: event => windowEnd(event),
    oracle: () => {
      const all: Event[] = [];
      return events => {
        const timed = events.filter(event => event.ts !== null);
        all.push(...timed);
        const touched = new Set(timed.map(windowEnd));
        return groupBy(all, windowEnd)
          .filter(([event]) => touched.has(windowEnd(event!)))
          .map(group => row(span(windowEnd(group[0]!)! - SIZE, SIZE), sum(group)));
      };
    },
  },
  {
    name: "windows of windows, append",
    mode: "append",
    delay: 15,
    query: stream =>
      stream
        .groupBy(f.window("ts", `${SIZE} seconds`), f.col("k"))
        .agg(f.count("*").as("c"))
        .groupBy(f.window("window", `${3 * SIZE} seconds`))
        .agg(f.sum("c")),
    lateBy: event => windowEnd(event),
    oracle: () => {
      const all: Event[] = [];
      const outer = (event: Event) => Math.ceil(windowEnd(event)! / (3 * SIZE)) * 3 * SIZE;
      return (events, { previous, current }) => {
        all.push(...events.filter(event => event.ts !== null));
        return groupBy(all, outer)
          .filter(([event]) => outer(event!) > previous && outer(event!) <= current)
          .map(group => row(span(outer(group[0]!) - 3 * SIZE, 3 * SIZE), group.length));
      };
    },
  },
  {
    name: "sessions, append",
    mode: "append",
    delay: 30,
    query: stream =>
      stream.groupBy(f.session_window("ts", `${GAP} seconds`), f.col("k")).agg(f.count("*"), f.sum("v")),
    lateBy: ({ ts }) => (ts === null ? null : ts + GAP),
    oracle: () => {
      let open: Event[] = [];
      return (events, { current }) => {
        open.push(...events.filter(event => event.ts !== null));
        const closed = groupBy(open, event => event.k)
          .flatMap(sessions)
          .filter(session => latest(session) + GAP <= current);
        open = open.filter(event => !closed.some(session => session.includes(event)));
        return closed.map(session =>
          row(
            span(least(session)!, latest(session) + GAP - least(session)!),
            session[0]!.k,
            session.length,
            sum(session),
          ),
        );
      };
    },
  },
  {
    name: "dropDuplicates",
    mode: "append",
    query: stream => stream.dropDuplicates("k", "v").select("k", "v"),
    oracle: () =>
      firstOf(
        ({ k, v }) => `${k} ${v}`,
        ({ k, v }) => row(k, v),
      ),
  },
  {
    name: "dropDuplicates with the event time",
    mode: "append",
    delay: 20,
    query: stream => stream.dropDuplicates("ts", "k").select("k", "ts"),
    oracle: () =>
      firstOf(
        ({ k, ts }) => `${k} ${ts}`,
        ({ k, ts }) => row(k, stamp(ts)),
      ),
  },
  {
    name: "dropDuplicatesWithinWatermark",
    mode: "append",
    delay: 20,
    query: stream => stream.filter("ts is not null").dropDuplicatesWithinWatermark("k").select("k", "ts"),
    oracle: () => {
      const expires = new Map<string | null, number>();
      return (events, { current }) => {
        const fresh = events
          .filter(event => event.ts !== null)
          .filter(({ k, ts }) => {
            if (expires.has(k)) return false;
            expires.set(k, ts! + 20);
            return true;
          });
        for (const [k, end] of expires) if (end <= current) expires.delete(k);
        return fresh.map(({ k, ts }) => row(k, stamp(ts)));
      };
    },
  },
  {
    name: "limit",
    mode: "append",
    query: stream => stream.select("v").limit(9),
    oracle: () => {
      let left = 9;
      return events => {
        const taken = events.slice(0, left);
        left -= taken.length;
        return taken.map(({ v }) => row(v));
      };
    },
  },
];

describe.each(cases)("$name", ({ query, mode, delay, oracle, lateBy = event => event.ts }) => {
  it(`puts out what its ${STREAMS} random streams say`, { timeout: 600_000 }, async () => {
    for (const seed of seeds) {
      const random = seeded(seed);
      const batches = randomBatches(random, 3 + random(8));
      const restarts = randomRestarts(random, batches.length);
      const compute = oracle();
      const expected = simulate([batches], delay === undefined ? [] : [delay], restarts, ([events], marks) =>
        compute(
          events!.filter(event => delay === undefined || !marks.isLate(lateBy(event))),
          marks,
        ),
      );
      const watermarked = (stream: DataFrame) =>
        query(delay === undefined ? stream : stream.withWatermark("ts", `${delay} seconds`));
      const actual = await runBatches([batches], watermarked, mode, restarts);
      expect({ seed, batches: withoutIdle(actual) }).toEqual({ seed, batches: withoutIdle(expected) });
    }
  });
});

function firstOf(key: (event: Event) => string, show: (event: Event) => string) {
  const seen = new Set<string>();
  return (events: readonly Event[]) =>
    events
      .filter(event => {
        const isNew = !seen.has(key(event));
        seen.add(key(event));
        return isNew;
      })
      .map(show);
}

function groupBy(events: readonly Event[], key: (event: Event) => unknown): Event[][] {
  const groups = new Map<unknown, Event[]>();
  for (const event of events) groups.set(key(event), [...(groups.get(key(event)) ?? []), event]);
  return [...groups.values()];
}

/** A key's events as sessions: those that follow each other within the gap. */
function sessions(events: readonly Event[]): Event[][] {
  const found: Event[][] = [];
  for (const event of [...events].sort((a, b) => a.ts! - b.ts!)) {
    const last = found.at(-1);
    if (last && event.ts! <= latest(last) + GAP) last.push(event);
    else found.push([event]);
  }
  return found;
}

const row = (...values: unknown[]) => `[${values.map(String).join(",")}]`;
const sum = (events: readonly Event[]) => events.reduce((total, { v }) => total + v, 0);
const list = (events: readonly Event[]) => `ArraySeq(${events.map(({ v }) => v).join(", ")})`;
const least = (events: readonly Event[]) =>
  events.reduce<number | null>((a, { ts }) => (ts === null || (a !== null && a < ts) ? a : ts), null);
const latest = (events: readonly Event[]) => Math.max(...events.map(event => event.ts!));
const windowEnd = ({ ts }: Event) => (ts === null ? null : (Math.floor(ts / SIZE) + 1) * SIZE);
const time = (seconds: number) =>
  `${new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ")}.0`;
const stamp = (seconds: number | null) => (seconds === null ? "null" : time(seconds));
const span = (start: number, size: number) => `[${time(start)},${time(start + size)}]`;
