import type { DataType, MapType, Value, VariantValue } from "../../types/index.js";
import { comparatorOf } from "../kernels/compare.js";
import { keyText } from "../key-text.js";
import { meetShapes, shapeOf, shapeText, type VariantShape } from "../variant-schema.js";
import { Count, Extreme } from "./accumulate.js";
import type { MakeAggregator } from "./aggregator.js";

const comparator = (type: DataType) => comparatorOf(type as Exclude<DataType, MapType>);

const count: MakeAggregator = types => ({
  initial: () => 0,
  update: (state: number, ...args: Value[]) => (args.includes(null) ? state : state + 1),
  merge: (a: number, b: number) => a + b,
  finish: state => BigInt(state),
  ...(types.length === 1 ? { accumulator: () => new Count() } : {}),
});

const whole = ["byte", "short", "integer", "date", "yearmonth"];
const wide = ["long", "timestamp", "timestamp_ntz", "daytime", "time"];

const extreme =
  (sign: 1 | -1): MakeAggregator =>
  ([type]) => {
    const compare = comparator(type!);
    const better = (a: Value, b: Value) => (a === null ? b : b === null || sign * compare(a, b) <= 0 ? a : b);
    const isWide = wide.includes(type!.kind);
    const accumulator =
      isWide || [...whole, "float", "double"].includes(type!.kind)
        ? { accumulator: () => new Extreme(sign < 0, isWide) }
        : {};
    return { initial: () => null, update: better, merge: better, finish: state => state, ...accumulator };
  };

/** The value beside the least or greatest of another; of equal ones the last seen, as Spark keeps it. */
const extremeBy =
  (sign: 1 | -1): MakeAggregator =>
  ([, type]) => {
    const compare = comparator(type!);
    type State = readonly [value: Value, order: Value];
    const better = (a: State, b: State): State =>
      b[1] === null ? a : a[1] === null || sign * compare(b[1], a[1]) <= 0 ? b : a;
    return {
      initial: (): State => [null, null],
      update: (state: State, value: Value, order: Value) => better(state, [value, order]),
      merge: better,
      finish: ([value]: State) => value,
    };
  };

const positional =
  (last: boolean, ignoreNulls: boolean): MakeAggregator =>
  () => {
    type State = readonly [seen: boolean, value: Value];
    const take = (state: State, value: Value): State =>
      (ignoreNulls && value === null) || (state[0] && !last) ? state : [true, value];
    return {
      initial: (): State => [false, null],
      update: take,
      merge: (a: State, b: State) => (b[0] ? take(a, b[1]) : a),
      finish: ([, value]: State) => value,
    };
  };

const list: MakeAggregator = () => ({
  initial: (): Value[] => [],
  update: (state: Value[], value: Value) => {
    if (value !== null) state.push(value);
    return state;
  },
  merge: (a: Value[], b: Value[]) => [...a, ...b],
  finish: state => state,
});

const set: MakeAggregator = ([type]) => {
  type State = Map<string, Value>;
  const add = (state: State, value: Value) => {
    if (value !== null && !state.has(keyText(value, type!))) state.set(keyText(value, type!), value);
    return state;
  };
  return {
    initial: (): State => new Map(),
    update: add,
    merge: (a: State, b: State) => [...b.values()].reduce(add, a),
    finish: (state: State) => [...state.values()],
  };
};

const every =
  (deciding: boolean): MakeAggregator =>
  () => {
    const meet = (a: boolean | null, b: boolean | null) =>
      a === null ? b : b === null ? a : a === deciding || b === deciding ? deciding : !deciding;
    return { initial: () => null, update: meet, merge: meet, finish: state => state };
  };

export const basic: Readonly<Record<string, MakeAggregator>> = {
  count,
  count_if: () => ({
    initial: () => 0,
    update: (state: number, holds: boolean | null) => (holds ? state + 1 : state),
    merge: (a: number, b: number) => a + b,
    finish: state => BigInt(state),
  }),
  min: extreme(1),
  max: extreme(-1),
  min_by: extremeBy(1),
  max_by: extremeBy(-1),
  first: positional(false, false),
  first_ignore_nulls: positional(false, true),
  last: positional(true, false),
  last_ignore_nulls: positional(true, true),
  collect_list: list,
  collect_set: set,
  schema_of_variant_agg: () => ({
    initial: (): VariantShape => "VOID",
    update: (shape: VariantShape, variant: VariantValue | null) =>
      variant === null ? shape : meetShapes(shape, shapeOf(variant)),
    merge: meetShapes,
    finish: shapeText,
  }),
  bool_and: every(false),
  bool_or: every(true),
};
