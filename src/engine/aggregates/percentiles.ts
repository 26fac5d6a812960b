import type { DataType, MapType, Value } from "../../types/index.js";
import { comparatorOf } from "../kernels/compare.js";
import type { MakeAggregator } from "./aggregator.js";

interface Weighted {
  readonly values: NonNullable<Value>[];
  /** How often each counts. */
  readonly weights: number[];
  percentages: number | readonly number[] | null;
  descending: boolean;
}

interface Sorted {
  readonly values: readonly NonNullable<Value>[];
  /** How many stand up to and with each. */
  readonly ends: readonly number[];
  readonly total: number;
  at(position: number): NonNullable<Value>;
}

/** Values in order, with how often each counts: what exact percentiles are read from. */
const percentiles =
  (pick: (sorted: Sorted, percentage: number, type: DataType) => Value): MakeAggregator =>
  ([type]) => ({
    initial: (): Weighted => ({ values: [], weights: [], percentages: null, descending: false }),
    update: (
      state: Weighted,
      value: Value,
      percentages: number | readonly number[],
      weight = 1n,
      descending = false,
    ) => {
      state.percentages = percentages;
      state.descending = descending;
      if (value !== null && weight > 0n) {
        state.values.push(value);
        state.weights.push(Number(weight));
      }
      return state;
    },
    merge: (a: Weighted, b: Weighted): Weighted => ({
      values: [...a.values, ...b.values],
      weights: [...a.weights, ...b.weights],
      percentages: a.percentages ?? b.percentages,
      descending: a.descending || b.descending,
    }),
    finish: (state: Weighted) => {
      if (state.values.length === 0 || state.percentages === null) return null;
      const sorted = sort(state, type!);
      return typeof state.percentages === "number"
        ? pick(sorted, state.percentages, type!)
        : state.percentages.map(each => pick(sorted, each, type!));
    },
  });

function sort({ values, weights, descending }: Weighted, type: DataType): Sorted {
  const compare = comparatorOf(type as Exclude<DataType, MapType>);
  const order = values
    .map((_, i) => i)
    .sort((a, b) => compare(values[a]!, values[b]!) * (descending ? -1 : 1));
  const ends: number[] = [];
  let total = 0;
  for (const i of order) {
    total += weights[i]!;
    ends.push(total);
  }
  const inOrder = order.map(i => values[i]!);
  return {
    values: inOrder,
    ends,
    total,
    at: position => inOrder[ends.findIndex(end => end > position)] ?? inOrder.at(-1)!,
  };
}

/** Numbers as DOUBLE; intervals in their own unit, cut to whole ones. */
function interpolate({ total, at }: Sorted, percentage: number, type: DataType): Value {
  const position = (total - 1) * percentage;
  const [low, high] = [Math.floor(position), Math.ceil(position)];
  const [a, b] = [numberOf(at(low), type), numberOf(at(high), type)];
  return ofNumber(low === high || a === b ? a : (high - position) * a + (position - low) * b, type);
}

function discrete({ total, at }: Sorted, percentage: number, type: DataType): Value {
  return ofNumber(numberOf(at(Math.max(0, Math.ceil(percentage * total) - 1)), type), type);
}

function numberOf(value: Value, type: DataType): number {
  return type.kind === "decimal" ? Number(value) / 10 ** type.scale : Number(value);
}

function ofNumber(value: number, type: DataType): Value {
  if (type.kind === "daytime") return BigInt(Math.trunc(value));
  return type.kind === "yearmonth" ? Math.trunc(value) : value;
}

export const percentile: Readonly<Record<string, MakeAggregator>> = {
  percentile: percentiles(interpolate),
  percentile_disc: percentiles(discrete),
  // Exact, which every accuracy allows.
  percentile_approx: percentiles(({ total, at }, percentage) =>
    at(Math.max(0, Math.ceil(percentage * total) - 1)),
  ),
};
