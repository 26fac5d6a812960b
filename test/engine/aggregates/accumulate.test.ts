import { describe, expect, it } from "vitest";
import { aggregators } from "../../../src/engine/aggregates/registry.js";
import {
  type DataType,
  DoubleType,
  FloatType,
  IntegerType,
  LongType,
  TimestampType,
  type Value,
} from "../../../src/types/index.js";
import { ConstantVector, SequenceVector, type Vector, vectorOf } from "../../../src/types/vector/index.js";
import { seeded } from "../../seeded.js";

const below = seeded(11);
const rarely = (value: Value, other: () => Value) => (below(12) === 0 ? value : other());
const context = { timeZone: "UTC", ansi: true, now: () => 0n };

const types: readonly (readonly [DataType, () => Value])[] = [
  [IntegerType, () => rarely(null, () => below(2 ** 32) - 2 ** 31)],
  [
    LongType,
    () => rarely(null, () => BigInt.asIntN(64, BigInt(below(2 ** 32)) * BigInt(below(2 ** 32)) * 7n)),
  ],
  [
    DoubleType,
    () =>
      rarely(
        null,
        () => [Number.NaN, -0, 0, below(1e9) / 7, -below(1e6) / 1e6, Number.NEGATIVE_INFINITY][below(6)]!,
      ),
  ],
  [FloatType, () => rarely(null, () => Math.fround(below(1e6) / 1000))],
  [TimestampType, () => rarely(null, () => BigInt(below(2 ** 50)))],
];

/** The states that `update` comes to, row by row, and those that whole columns come to. */
function bothWays(
  name: string,
  type: DataType,
  batches: readonly { column: Vector; groupOf: Int32Array }[],
  groups: number,
) {
  const aggregator = aggregators[name]!([type], LongType, context);
  const accumulator = aggregator.accumulator!();
  const states = Array.from({ length: groups }, () => aggregator.initial());
  for (const { column, groupOf } of batches) {
    accumulator.add(column, groupOf, groups);
    for (const [i, group] of groupOf.entries())
      states[group] = aggregator.update(states[group], column.get(i));
  }
  return { rows: states, columns: states.map((_, group) => accumulator.stateOf(group)) };
}

describe("aggregates that take whole columns in", () => {
  for (const [type, make] of types)
    for (const name of ["count", "sum", "avg", "min", "max"]) {
      if (type.kind === "timestamp" && (name === "sum" || name === "avg")) continue;
      it(`${name} of ${type.kind} is what it is row by row`, () => {
        const batches = Array.from({ length: 5 }, () => ({
          column: vectorOf(type, Array.from({ length: 400 }, make)),
          groupOf: Int32Array.from({ length: 400 }, () => below(7)),
        }));
        const { rows, columns } = bothWays(name, type, batches, 9);
        expect(columns).toEqual(rows);
      });
    }

  it("sums of BIGINT stay exact over millions of rows", () => {
    const most = 2n ** 63n - 1n;
    const column = vectorOf(LongType, new Array(1_500_000).fill(most));
    const groupOf = new Int32Array(column.length);
    const sum = aggregators.sum!([LongType], LongType, context).accumulator!();
    sum.add(column, groupOf, 1);
    sum.add(column, groupOf, 1);
    expect(sum.stateOf(0)).toBe(3_000_000n * most);
  });

  it("sums a sequence without walking it, and constants as they are", () => {
    const sequence = new SequenceVector(LongType, 5n, -3n, 1000);
    const groupOf = new Int32Array(1000);
    for (const column of [
      sequence,
      new ConstantVector(LongType, 4n, 1000),
      new ConstantVector(LongType, null, 1000),
    ]) {
      const { rows, columns } = bothWays("sum", LongType, [{ column, groupOf }], 1);
      expect(columns).toEqual(rows);
    }
  });
});
