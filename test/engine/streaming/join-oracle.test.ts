import { describe, expect, it } from "vitest";
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

/** Rows meet within so many seconds; windows are as long. */
const RANGE = 20;
const DELAYS = [30, 10] as const;

interface Kind {
  readonly type: "inner" | "left_outer" | "right_outer" | "full_outer" | "left_semi";
  readonly on: "range" | "window";
}

const kinds: readonly Kind[] = (
  ["inner", "left_outer", "right_outer", "full_outer", "left_semi"] as const
).flatMap(type => (["range", "window"] as const).map(on => ({ type, on })));

/** What a join puts out at every batch, computed anew from all rows that were not late. */
function joinOracle({ type, on }: Kind) {
  const left: Event[] = [];
  const right: Event[] = [];
  /** Rows that are forgotten already. */
  const gone = new Set<Event>();
  const met = new Set<Event>();
  const timeOf = (event: Event) => (on === "range" || event.ts === null ? event.ts : windowEnd(event.ts));
  const meets = (l: Event, r: Event) =>
    l.k !== null &&
    l.k === r.k &&
    l.ts !== null &&
    r.ts !== null &&
    (on === "range" ? l.ts >= r.ts && l.ts <= r.ts + RANGE : timeOf(l) === timeOf(r));
  return ([arrivedLeft, arrivedRight]: readonly (readonly Event[])[], marks: Watermarks): string[] => {
    const timely = (event: Event) => !marks.isLate(timeOf(event)) && (on === "range" || event.ts !== null);
    // Each row is one of its own, also when it repeats another.
    const newLeft = arrivedLeft!.filter(timely).map(event => ({ ...event }));
    const newRight = arrivedRight!.filter(timely).map(event => ({ ...event }));
    left.push(...newLeft);
    right.push(...newRight);
    const rows: string[] = [];
    for (const l of left)
      for (const r of right) {
        if (!meets(l, r) || !(newLeft.includes(l) || newRight.includes(r))) continue;
        if (type === "left_semi") {
          if (!met.has(l)) rows.push(show(l));
        } else rows.push(show(l, r));
        met.add(l);
        met.add(r);
      }
    const forget = (
      events: readonly Event[],
      time: number,
      isOuter: boolean,
      alone: (event: Event) => string,
    ) => {
      for (const event of events) {
        const own = timeOf(event);
        if (gone.has(event) || own === null || own > time) continue;
        gone.add(event);
        if (isOuter && !met.has(event)) rows.push(alone(event));
      }
    };
    const outer = (side: string) => type === side || type === "full_outer";
    forget(left, marks.current, outer("left_outer"), l => show(l, null));
    forget(right, marks.current - (on === "range" ? RANGE : 0), outer("right_outer"), r => show(null, r));
    return rows;
  };
}

const windowEnd = (ts: number) => (Math.floor(ts / RANGE) + 1) * RANGE;
const part = (event: Event | null) => (event ? [event.k, event.v] : [null, null]);
const show = (...events: (Event | null)[]) => `[${events.flatMap(part).map(String).join(",")}]`;

describe.each(kinds)("a $type join of two streams by $on", kind => {
  it(`puts out what its ${STREAMS} random streams say`, { timeout: 600_000 }, async () => {
    for (const seed of seeds) {
      const random = seeded(seed);
      const count = 3 + random(7);
      const sources = [randomBatches(random, count), randomBatches(random, count)];
      const restarts = randomRestarts(random, count);
      const expected = simulate(sources, DELAYS, restarts, joinOracle(kind));
      const actual = await runBatches(
        sources,
        (a, b) => {
          const left = a.withWatermark("ts", `${DELAYS[0]} seconds`);
          const right = b
            .withWatermark("ts", `${DELAYS[1]} seconds`)
            .selectExpr("ts as rts", "k as rk", "v as rv");
          const joined =
            kind.on === "range"
              ? left.join(
                  right,
                  f.expr(`k = rk and ts >= rts and ts <= rts + interval ${RANGE} seconds`),
                  kind.type,
                )
              : left
                  .select(f.window("ts", `${RANGE} seconds`).as("w"), f.col("k"), f.col("v"))
                  .join(
                    right.select(f.window("rts", `${RANGE} seconds`).as("rw"), f.col("rk"), f.col("rv")),
                    f.expr("k = rk and w = rw"),
                    kind.type,
                  );
          return kind.type === "left_semi" ? joined.select("k", "v") : joined.select("k", "v", "rk", "rv");
        },
        "append",
        restarts,
      );
      expect({ seed, batches: withoutIdle(actual) }).toEqual({ seed, batches: withoutIdle(expected) });
    }
  });
});
