import type { DataType, MapType, Value } from "../../types/index.js";
import { type Comparator, comparatorOf } from "./compare.js";
import { inline, type Kernel, strict } from "./kernel.js";

type Order = (order: number) => boolean;

function ordered(holds: Order): Kernel {
  return strict(([type]) => {
    const compare = comparatorOf(type as Exclude<DataType, MapType>);
    return (a: NonNullable<Value>, b: NonNullable<Value>) => holds(compare(a, b));
  });
}

/** Text, whole numbers and booleans are equal when JavaScript says so. */
export const equal = strict(([type]) => {
  if (!["binary", "float", "double", "array", "struct"].includes(type!.kind))
    return (a: Value, b: Value) => a === b;
  const compare: Comparator = comparatorOf(type as Exclude<DataType, MapType>);
  return (a: NonNullable<Value>, b: NonNullable<Value>) => compare(a, b) === 0;
});

export const comparison: Readonly<Record<string, Kernel>> = {
  "=": equal,
  "<": ordered(order => order < 0),
  "<=": ordered(order => order <= 0),
  ">": ordered(order => order > 0),
  ">=": ordered(order => order >= 0),
  isnull: inline(([a]) => `(${a})===null`),
  isnotnull: inline(([a]) => `(${a})!==null`),
};
