import { divideHalfUp } from "../../types/decimal-value.js";
import type { DataType, Value } from "../../types/index.js";
import { SparkError } from "../../util/errors.js";
import { DoubleSum, WholeSum } from "./accumulate.js";
import type { Accumulator } from "./accumulator.js";
import type { Aggregator, MakeAggregator } from "./aggregator.js";

type Total = number | bigint | null;

/** Adds what is not NULL; NULL over nothing. */
function adding(add: (a: never, b: never) => Total, finish: (total: Total) => Value): Aggregator<Total> {
  const plus = add as (a: Total, b: Total) => Total;
  const both = (a: Total, b: Total) => (b === null ? a : a === null ? b : plus(a, b));
  return { initial: () => null, update: both, merge: both, finish };
}

const isWide = (type: DataType) => ["long", "decimal", "daytime"].includes(type.kind);
const isWhole = (type: DataType) => ["byte", "short", "integer"].includes(type.kind);

function sum(tolerant: boolean): MakeAggregator {
  return ([type], result, { ansi }) => {
    if (!isWide(type!) && !isWhole(type!) && type!.kind !== "yearmonth")
      return {
        ...adding(
          (a: number, b: number) => a + b,
          total => total,
        ),
        accumulator: () => {
          const sums = new DoubleSum();
          return {
            add: (...columns) => sums.add(...columns),
            stateOf: group => (sums.countOf(group) === 0 ? null : sums.sumOf(group)),
          };
        },
      };
    if (type!.kind === "yearmonth")
      return adding(
        (a: number, b: number) => a + b,
        total =>
          total === null || Math.abs(total as number) <= 2_147_483_647
            ? total
            : overflow("interval", tolerant),
      );
    const widen = isWhole(type!)
      ? (value: Total) => (value === null ? null : BigInt(value as number))
      : (value: Total) => value;
    const whole = adding(
      (a: bigint, b: bigint) => a + b,
      total => checked(total as bigint | null, result, tolerant, ansi),
    );
    return {
      ...whole,
      update: (state: Total, value: Total) => whole.update(state, widen(value)),
      ...(type!.kind === "decimal" ? {} : { accumulator: () => new WholeSum() }),
    };
  };
}

function checked(total: bigint | null, result: DataType, tolerant: boolean, ansi: boolean): Value {
  if (total === null) return null;
  if (result.kind === "decimal") {
    const limit = 10n ** BigInt(result.precision);
    if (total < limit && -total < limit) return total;
    if (tolerant || !ansi) return null;
    throw new SparkError(
      "ARITHMETIC_OVERFLOW",
      `Overflow in sum of decimals. Use 'try_sum' to tolerate overflow and return NULL instead. If necessary set "spark.sql.ansi.enabled" to "false" to bypass this error.`,
      "22003",
    );
  }
  if (total === BigInt.asIntN(64, total)) return total;
  if (tolerant) return null;
  return ansi ? overflow(result.kind === "daytime" ? "interval" : "long", false) : BigInt.asIntN(64, total);
}

function overflow(what: string, tolerant: boolean): null {
  if (tolerant) return null;
  throw new SparkError(
    what === "interval" ? "INTERVAL_ARITHMETIC_OVERFLOW.WITH_SUGGESTION" : "ARITHMETIC_OVERFLOW",
    `${what} overflow. Use 'try_sum' to tolerate overflow and return NULL instead. If necessary set "spark.sql.ansi.enabled" to "false" to bypass this error.`,
    what === "interval" ? "22015" : "22003",
  );
}

interface Mean {
  readonly sum: number | bigint;
  readonly count: number;
}

function means(): Accumulator<Mean> {
  const sums = new DoubleSum();
  return {
    add: (...columns) => sums.add(...columns),
    stateOf: group => ({ sum: sums.sumOf(group), count: sums.countOf(group) }),
  };
}

function avg(tolerant: boolean): MakeAggregator {
  return ([type], result) => {
    const exact = type!.kind === "decimal" || type!.kind === "daytime";
    const add = (state: Mean, value: Total): Mean => {
      if (value === null) return state;
      return exact
        ? { sum: (state.sum as bigint) + (value as bigint), count: state.count + 1 }
        : { sum: (state.sum as number) + Number(value), count: state.count + 1 };
    };
    return {
      initial: (): Mean => ({ sum: exact ? 0n : 0, count: 0 }),
      update: add,
      ...(exact || type!.kind === "yearmonth" ? {} : { accumulator: means }),
      merge: (a: Mean, b: Mean) => ({
        sum: exact ? (a.sum as bigint) + (b.sum as bigint) : (a.sum as number) + (b.sum as number),
        count: a.count + b.count,
      }),
      finish: ({ sum: total, count }: Mean) => {
        if (count === 0) return null;
        if (type!.kind === "decimal" && result.kind === "decimal")
          return divideHalfUp((total as bigint) * 10n ** BigInt(result.scale - type!.scale), BigInt(count));
        if (type!.kind === "daytime") return divideHalfUp(total as bigint, BigInt(count));
        if (type!.kind === "yearmonth") {
          if (Math.abs(total as number) > 2_147_483_647) return overflow("interval", tolerant);
          return Number(divideHalfUp(BigInt(total as number), BigInt(count)));
        }
        return (total as number) / count;
      },
    };
  };
}

/** Mean and squared distances from it, in one walk: Spark's CentralMomentAgg. */
interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly m2: number;
}

function variance(root: boolean, sample: boolean): MakeAggregator {
  return () => ({
    initial: (): Moments => ({ n: 0, mean: 0, m2: 0 }),
    update: (state: Moments, value: number | null): Moments => {
      if (value === null) return state;
      const n = state.n + 1;
      const delta = value - state.mean;
      const part = delta / n;
      return { n, mean: state.mean + part, m2: state.m2 + delta * (delta - part) };
    },
    merge: (a: Moments, b: Moments): Moments => {
      const n = a.n + b.n;
      if (n === 0) return a;
      const delta = b.mean - a.mean;
      const part = n === 0 ? 0 : delta / n;
      return { n, mean: a.mean + part * b.n, m2: a.m2 + b.m2 + delta * part * a.n * b.n };
    },
    finish: ({ n, m2 }: Moments) => {
      if (n === 0 || (sample && n === 1)) return null;
      const value = m2 / (sample ? n - 1 : n);
      return root ? Math.sqrt(value) : value;
    },
  });
}

export const sums: Readonly<Record<string, MakeAggregator>> = {
  sum: sum(false),
  try_sum: sum(true),
  avg: avg(false),
  try_avg: avg(true),
  stddev_samp: variance(true, true),
  stddev_pop: variance(true, false),
  var_samp: variance(false, true),
  var_pop: variance(false, false),
};
