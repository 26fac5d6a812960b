import { describe, expect, it } from "vitest";
import type { DataFrame } from "../../../src/sql/data-frame.js";
import { type GroupState, GroupStateTimeout } from "../../../src/sql/keyed/group-state.js";
import {
  type ListState,
  type MapState,
  StatefulProcessor,
  TimeMode,
} from "../../../src/sql/keyed/stateful-processor.js";
import type { Row } from "../../../src/sql/row.js";
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

const DELAY = 20;
const PAUSE = 30;

const keyOf = (row: Row) => row.getAs("k") as string | null;
const numberOf = (row: Row) => Number(row.getAs("v"));
const secondsOf = (row: Row) => Number(row.getAs("ts")) / 1000;

/** Sums a key's numbers in a list, counts them by value in a map, and tells both when its timer is due. */
class Tally extends StatefulProcessor<string | null> {
  private all!: ListState<number>;
  private times!: MapState<number, number>;

  override init(): void {
    this.all = this.getHandle().getListState("all");
    this.times = this.getHandle().getMapState("times");
  }

  override handleInputRows(key: string | null, rows: readonly Row[]): Iterable<unknown> {
    this.all.appendList(rows.map(numberOf));
    for (const row of rows)
      this.times.updateValue(numberOf(row), (this.times.getValue(numberOf(row)) ?? 0) + 1);
    for (const time of this.getHandle().listTimers()) this.getHandle().deleteTimer(time);
    this.getHandle().registerTimer((Math.max(...rows.map(secondsOf)) + PAUSE) * 1000);
    return [[key, this.all.get().join(" "), this.times.keys().length]];
  }

  override handleExpiredTimer(key: string | null): Iterable<unknown> {
    const told = [[key, "over", this.times.values().reduce((a, b) => a + b, 0)]];
    this.all.clear();
    this.times.clear();
    return told;
  }
}

interface Case {
  readonly name: string;
  readonly mode: "append" | "update";
  readonly query: (stream: DataFrame) => DataFrame;
  readonly oracle: () => (events: readonly Event[], marks: Watermarks) => readonly string[];
  readonly watermarked: boolean;
}

const row = (...values: unknown[]) => `[${values.map(String).join(",")}]`;

function byKey(events: readonly Event[]): Map<string | null, Event[]> {
  const groups = new Map<string | null, Event[]>();
  for (const event of events) groups.set(event.k, [...(groups.get(event.k) ?? []), event]);
  return groups;
}

/** What each key has had since its last pause; `over` for keys whose pause the watermark has passed. */
function pausing(
  tell: (key: string | null, all: readonly Event[]) => string,
  over: (key: string | null, all: readonly Event[]) => string,
): ReturnType<Case["oracle"]> {
  const open = new Map<string | null, Event[]>();
  const until = new Map<string | null, number>();
  return (events, { current }) => {
    const rows: string[] = [];
    for (const [key, group] of byKey(events)) {
      const all = [...(open.get(key) ?? []), ...group];
      open.set(key, all);
      until.set(key, Math.max(...group.map(event => event.ts!)) + PAUSE);
      rows.push(tell(key, all));
    }
    for (const [key, time] of [...until])
      if (time < current) {
        rows.push(over(key, open.get(key)!));
        open.delete(key);
        until.delete(key);
      }
    return rows;
  };
}

const cases: readonly Case[] = [
  {
    name: "mapGroupsWithState",
    mode: "update",
    watermarked: false,
    query: stream =>
      stream
        .groupByKey(keyOf)
        .mapGroupsWithState((key, rows, state: GroupState<{ sum: number; seen: Set<number> }>) => {
          const { sum, seen } = state.getOption() ?? { sum: 0, seen: new Set<number>() };
          for (const each of rows) seen.add(numberOf(each));
          state.update({ sum: sum + rows.reduce((total, each) => total + numberOf(each), 0), seen });
          return [key, state.get().sum, state.get().seen.size];
        }, "k STRING, sum BIGINT, different INT"),
    oracle: () => {
      const all: Event[] = [];
      return events => {
        all.push(...events);
        const touched = byKey(events);
        return [...byKey(all)]
          .filter(([key]) => touched.has(key))
          .map(([key, group]) =>
            row(
              key,
              group.reduce((sum, { v }) => sum + v, 0),
              new Set(group.map(({ v }) => v)).size,
            ),
          );
      };
    },
  },
  {
    name: "flatMapGroupsWithState with event time-outs",
    mode: "append",
    watermarked: true,
    query: stream =>
      stream.groupByKey(keyOf).flatMapGroupsWithState(
        (key, rows, state: GroupState<number>) => {
          const count = (state.getOption() ?? 0) + rows.length;
          if (state.hasTimedOut) {
            state.remove();
            return [{ k: key, n: count, over: true }];
          }
          state.update(count);
          state.setTimeoutTimestamp(
            Math.max(state.getCurrentWatermarkMs(), (Math.max(...rows.map(secondsOf)) + PAUSE) * 1000),
          );
          return [{ k: key, n: count, over: false }];
        },
        "k STRING, n INT, over BOOLEAN",
        "append",
        GroupStateTimeout.EventTimeTimeout,
      ),
    oracle: () =>
      pausing(
        (key, all) => row(key, all.length, false),
        (key, all) => row(key, all.length, true),
      ),
  },
  {
    name: "transformWithState with timers",
    mode: "append",
    watermarked: true,
    query: stream =>
      stream
        .groupByKey(keyOf)
        .transformWithState(new Tally(), "k STRING, list STRING, n INT", TimeMode.EventTime(), "append"),
    oracle: () =>
      pausing(
        (key, all) => row(key, all.map(({ v }) => v).join(" "), new Set(all.map(({ v }) => v)).size),
        (key, all) => row(key, "over", all.length),
      ),
  },
];

describe.each(cases)("$name", ({ query, mode, oracle, watermarked }) => {
  it(`puts out what its ${STREAMS} random streams say`, { timeout: 600_000 }, async () => {
    for (const seed of seeds) {
      const random = seeded(seed);
      const batches = randomBatches(random, 3 + random(8)).map(events =>
        events.filter(event => !watermarked || event.ts !== null),
      );
      const restarts = randomRestarts(random, batches.length);
      const compute = oracle();
      const expected = simulate([batches], watermarked ? [DELAY] : [], restarts, ([events], marks) =>
        compute(
          events!.filter(event => !watermarked || !marks.isLate(event.ts)),
          marks,
        ),
      );
      const actual = await runBatches(
        [batches],
        stream => query(watermarked ? stream.withWatermark("ts", `${DELAY} seconds`) : stream),
        mode,
        restarts,
      );
      expect({ seed, batches: withoutIdle(actual) }).toEqual({ seed, batches: withoutIdle(expected) });
    }
  });
});
