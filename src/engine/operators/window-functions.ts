import type { Value } from "../../types/index.js";
import type { Vector } from "../../types/vector/index.js";

/** One partition of a window, its rows in order. Rows are named by their place in it. */
export interface Partition {
  /** Where each row stands in the columns. */
  readonly rows: Int32Array;
  readonly args: readonly Vector[];
  peers(i: number, j: number): boolean;
  frame(i: number): readonly [start: number, end: number];
}

type WindowFunction = (partition: Partition) => Value[];

const numbered =
  (
    number: (i: number, firstPeer: number, lastPeer: number, groups: number, length: number) => Value,
  ): WindowFunction =>
  ({ rows, peers }) => {
    const values: Value[] = [];
    let groups = 0;
    for (let start = 0; start < rows.length; ) {
      let end = start + 1;
      while (end < rows.length && peers(start, end)) end++;
      groups++;
      for (let i = start; i < end; i++) values.push(number(i, start, end - 1, groups, rows.length));
      start = end;
    }
    return values;
  };

const shifted =
  (ignoreNulls: boolean): WindowFunction =>
  ({ rows, args: [input, offset, fallback] }) =>
    Array.from(rows, (row, i) => {
      const distance = offset!.get(row);
      if (distance === null) return null;
      const at = ignoreNulls ? nthValid(rows, input!, i, distance as number) : i + (distance as number);
      return at < 0 || at >= rows.length ? fallback!.get(row) : input!.get(rows[at]!);
    });

function nthValid(rows: Int32Array, input: Vector, i: number, distance: number): number {
  const step = Math.sign(distance);
  let left = Math.abs(distance);
  let at = i;
  while (left > 0) {
    at += step;
    if (at < 0 || at >= rows.length) return -1;
    if (input.get(rows[at]!) !== null) left--;
  }
  return at;
}

const nth =
  (ignoreNulls: boolean): WindowFunction =>
  ({ rows, args: [input, position], frame }) =>
    Array.from(rows, (row, i) => {
      const [start, end] = frame(i);
      let left = position!.get(row) as number;
      for (let at = start; at < end; at++) {
        const value = input!.get(rows[at]!);
        if (ignoreNulls && value === null) continue;
        if (--left === 0) return value;
      }
      return null;
    });

export const windowFunctions: Readonly<Record<string, WindowFunction>> = {
  row_number: numbered(i => i + 1),
  rank: numbered((_, first) => first + 1),
  dense_rank: numbered((_i, _first, _last, groups) => groups),
  percent_rank: numbered((_i, first, _last, _groups, length) => (length > 1 ? first / (length - 1) : 0)),
  cume_dist: numbered((_i, _first, last, _groups, length) => (last + 1) / length),
  ntile: ({ rows, args: [buckets] }) => {
    const n = rows.length > 0 ? (buckets!.get(rows[0]!) as number) : 1;
    const [size, larger] = [Math.floor(rows.length / n), rows.length % n];
    return Array.from(rows, (_, i) => {
      const border = larger * (size + 1);
      return i < border ? Math.floor(i / (size + 1)) + 1 : larger + Math.floor((i - border) / size) + 1;
    });
  },
  lead: shifted(false),
  lag: shifted(false),
  lead_ignore_nulls: shifted(true),
  lag_ignore_nulls: shifted(true),
  nth_value: nth(false),
  nth_value_ignore_nulls: nth(true),
};
