import type { DataType, TypeKind } from "../data-type.js";
import type { Value } from "../value.js";
import { LongVector } from "./long-vector.js";
import { NumberVector } from "./number-vector.js";
import { ValueVector } from "./value-vector.js";
import type { Nulls, Vector } from "./vector.js";

/** Writes rows one by one, then closes into a vector. */
export interface VectorBuilder {
  set(row: number, value: Value): void;
  finish(): Vector;
}

/** The builder of a column of `length` rows, each of which must be set. */
export function vectorBuilder(type: DataType, length: number): VectorBuilder {
  return (builders[type.kind] ?? values)(type, length);
}

/** A column of these values. */
export function vectorOf(type: DataType, rows: readonly Value[]): Vector {
  const builder = vectorBuilder(type, rows.length);
  for (let i = 0; i < rows.length; i++) builder.set(i, rows[i]!);
  return builder.finish();
}

/** The columns of rows, each of a value a type. */
export function columnsOf(types: readonly DataType[], rows: readonly (readonly Value[])[]): Vector[] {
  return types.map((type, c) =>
    vectorOf(
      type,
      rows.map(row => row[c]!),
    ),
  );
}

const integers = (type: DataType, length: number) => numbers(type, new Int32Array(length));
const floats = (type: DataType, length: number) => numbers(type, new Float64Array(length));

const builders: { readonly [K in TypeKind]?: (type: DataType, length: number) => VectorBuilder } = {
  byte: integers,
  short: integers,
  integer: integers,
  date: integers,
  yearmonth: integers,
  float: floats,
  double: floats,
  long: longs,
  timestamp: longs,
  timestamp_ntz: longs,
  daytime: longs,
  time: longs,
};

function numbers(type: DataType, rows: Int32Array | Float64Array): VectorBuilder {
  let nulls: Nulls = null;
  return {
    set(row, value) {
      if (value === null) {
        nulls ??= new Uint8Array(rows.length);
        nulls[row] = 1;
      } else rows[row] = value as number;
    },
    finish: () => new NumberVector(type, rows, nulls),
  };
}

function longs(type: DataType, length: number): VectorBuilder {
  const rows = new BigInt64Array(length);
  let nulls: Nulls = null;
  return {
    set(row, value) {
      if (value === null) {
        nulls ??= new Uint8Array(length);
        nulls[row] = 1;
      } else rows[row] = value as bigint;
    },
    finish: () => new LongVector(type, rows, nulls),
  };
}

function values(type: DataType, length: number): VectorBuilder {
  const rows: Value[] = new Array(length).fill(null);
  return {
    set(row, value) {
      rows[row] = value;
    },
    finish: () => new ValueVector(type, rows),
  };
}
