import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DataFrame } from "../../src/sql/data-frame.js";
import { type GroupState, GroupStateTimeout } from "../../src/sql/keyed/group-state.js";
import {
  StatefulProcessor,
  TimeMode,
  TTLConfig,
  type ValueState,
} from "../../src/sql/keyed/stateful-processor.js";
import type { Row } from "../../src/sql/row.js";
import { openSession, type TestSession } from "../session.js";

let session: TestSession;
beforeEach(() => {
  session = openSession();
});
afterEach(() => session.close());

const keyOf = (row: Row) => row.getAs("k") as string;

/** Starts a query over a memory stream; what it has put out so far, row by row. */
function started(query: (stream: DataFrame) => DataFrame, mode: "append" | "update") {
  const stream = session.spark.memoryStream("k STRING, v BIGINT");
  const rows: string[] = [];
  const running = query(stream.toDF())
    .writeStream.outputMode(mode)
    .foreachBatch(async batch => {
      rows.push(...(await batch.collect()).map(String));
    })
    .start();
  const add = async (...data: readonly unknown[][]) => {
    stream.addData(...data);
    await running.processAllAvailable();
  };
  const until = async (text: string) => {
    while (!rows.includes(text)) await new Promise(resolve => setTimeout(resolve, 5));
  };
  return { rows, add, until, running };
}

describe("state with times of the clock", () => {
  it("calls a key whose time-out is over, without new rows", async () => {
    const { add, until, rows } = started(
      stream =>
        stream.groupByKey(keyOf).mapGroupsWithState(
          (key, group, state: GroupState<number>) => {
            if (state.hasTimedOut) {
              state.remove();
              return [key, "over"];
            }
            state.update((state.getOption() ?? 0) + group.length);
            state.setTimeoutDuration("50 milliseconds");
            return [key, String(state.get())];
          },
          "k STRING, told STRING",
          GroupStateTimeout.ProcessingTimeTimeout,
        ),
      "update",
    );
    await add(["a", 1n], ["a", 2n], ["b", 3n]);
    expect(rows).toEqual(["[a,2]", "[b,1]"]);
    await until("[b,over]");
    await add(["a", 1n]);
    expect(rows.at(-1)).toBe("[a,1]");
  });

  it("forgets what is past its time to live", async () => {
    class Remembering extends StatefulProcessor<string> {
      private last!: ValueState<number>;

      override init(): void {
        this.last = this.getHandle().getValueState("last", new TTLConfig(60));
      }

      override handleInputRows(key: string, rows: readonly Row[]) {
        const before = this.last.get();
        this.last.update(rows.length);
        return [[key, before ?? null]];
      }
    }
    const { add, rows } = started(
      stream =>
        stream
          .groupByKey(keyOf)
          .transformWithState(new Remembering(), "k STRING, n INT", TimeMode.ProcessingTime()),
      "append",
    );
    await add(["a", 1n]);
    await add(["a", 2n]);
    await new Promise(resolve => setTimeout(resolve, 80));
    await add(["a", 3n]);
    expect(rows).toEqual(["[a,null]", "[a,1]", "[a,null]"]);
  });
});

describe("over a bounded table", () => {
  it("calls each key once, without state", async () => {
    const rows = await session.spark
      .sql("select * from values ('a', 1), ('b', 2), ('a', 3) as t(k, v)")
      .groupByKey(keyOf)
      .flatMapGroupsWithState(
        (key, group, state: GroupState<number>) => [{ k: key, n: group.length, known: state.exists }],
        "k STRING, n INT, known BOOLEAN",
      )
      .collect();
    expect(rows.map(String)).toEqual(["[a,2,false]", "[b,1,false]"]);
  });
});

describe("mistakes are one clear line", () => {
  const failing = async (
    func: (key: string, rows: readonly Row[], state: GroupState<unknown>) => unknown,
  ) => {
    const { add, running } = started(
      stream => stream.groupByKey(keyOf).mapGroupsWithState(func, "k STRING"),
      "update",
    );
    await expect(add(["a", 1n])).rejects.toThrow();
    return (running.exception!.cause as Error).message;
  };

  it.each([
    [
      "a time-out that was not asked for",
      (_: string, __: unknown, state: GroupState<unknown>) => state.setTimeoutDuration(5),
      "Cannot set timeout duration without enabling processing time timeout",
    ],
    [
      "state that is not there",
      (_: string, __: unknown, state: GroupState<unknown>) => state.get(),
      "State is either not defined or has already been removed",
    ],
    [
      "state that is no plain data",
      (_: string, __: unknown, state: GroupState<unknown>) => state.update(new Error("x")),
      "State is plain data (numbers, bigints, strings, arrays, objects, Map, Set, Date); a Error cannot be kept.",
    ],
    [
      "a closure that throws",
      () => {
        throw new Error("broken");
      },
      "broken",
    ],
    ["a row that does not fit", () => ({ k: { a: 1 } }), "Row 0, column k"],
  ] as const)("%s", async (_, func, message) => {
    expect(await failing(func)).toContain(message);
  });

  it("an output mode that does not fit is refused in Spark's words", () => {
    const frame = session.spark
      .memoryStream("k STRING")
      .toDF()
      .groupByKey(keyOf)
      .mapGroupsWithState(key => [key], "k STRING");
    expect(() => frame.writeStream.format("console").start()).toThrow(
      "mapGroupsWithState is not supported with Append output mode on a streaming DataFrame/Dataset",
    );
  });
});
