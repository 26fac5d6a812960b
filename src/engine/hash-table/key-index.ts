import type { DataType } from "../../types/index.js";
import {
  BytesVector,
  ConstantVector,
  LongVector,
  NumberVector,
  type Vector,
} from "../../types/vector/index.js";
import { keyText } from "../key-text.js";
import { BytesIndex } from "./bytes-index.js";
import { WordIndex } from "./word-index.js";

/**
 * Numbers rows by the values of some columns, as GROUP BY compares them: equal ones have one number, from 0 in the order
 * they come; NULL is a value.
 */
export interface KeyIndex {
  readonly size: number;
  /** Each row's number. */
  assign(columns: readonly Vector[], length: number): Int32Array;
  /** Each row's number, -1 where its values have none. */
  find(columns: readonly Vector[], length: number): Int32Array;
}

export function keyIndex(types: readonly DataType[]): KeyIndex {
  if (types.length === 1) return columnIndex(types[0]!);
  if (types.length === 0)
    return { size: 1, assign: (_, length) => noKeys(length), find: (_, length) => noKeys(length) };
  const singles = types.map(columnIndex);
  // Numbers of the first columns' values, then of pairs of what stands for those before and the next column's.
  const pairs = types.slice(1).map(() => new WordIndex());
  const numbers = (columns: readonly Vector[], length: number, adds: boolean): Int32Array => {
    const each = singles.map((index, c) =>
      adds ? index.assign([columns[c]!], length) : index.find([columns[c]!], length),
    );
    const all = each[0]!.slice();
    for (const [p, pair] of pairs.entries()) {
      const next = each[p + 1]!;
      for (let i = 0; i < length; i++)
        all[i] = all[i]! < 0 || next[i]! < 0 ? -1 : pair.numberOf(all[i]!, next[i]!, adds);
    }
    return all;
  };
  return {
    get size() {
      return pairs.at(-1)!.size;
    },
    assign: (columns, length) => numbers(columns, length, true),
    find: (columns, length) => numbers(columns, length, false),
  };
}

let zeros = new Int32Array(0);

/** Rows without keys are of one group. */
function noKeys(length: number): Int32Array {
  if (zeros.length < length) zeros = new Int32Array(length);
  return zeros.subarray(0, length);
}

/** Puts a number in `out` for each row of a column. */
type Numbering = (column: Vector, out: Int32Array, adds: boolean) => void;

function columnIndex(type: DataType): KeyIndex {
  const index = numberings[type.kind]?.() ?? byText(type);
  const run = (column: Vector, length: number, adds: boolean) => {
    const out = new Int32Array(length);
    if (column instanceof ConstantVector && length > 0) {
      index.number(new ConstantVector(type, column.value, 1), out.subarray(0, 1), adds);
      return out.fill(out[0]!);
    }
    index.number(column, out, adds);
    return out;
  };
  return {
    get size() {
      return index.size();
    },
    assign: ([column], length) => run(column!, length, true),
    find: ([column], length) => run(column!, length, false),
  };
}

interface Numbered {
  readonly number: Numbering;
  size(): number;
}

const numberings: Readonly<Partial<Record<DataType["kind"], () => Numbered>>> = {
  string: byBytes,
  binary: byBytes,
  byte: byWords,
  short: byWords,
  integer: byWords,
  date: byWords,
  yearmonth: byWords,
  long: byWords,
  timestamp: byWords,
  timestamp_ntz: byWords,
  daytime: byWords,
  time: byWords,
};

/** NULL's number is that of words which no value has. */
function nullNumber(next: () => number): (adds: boolean) => number {
  let known = -1;
  return adds => {
    if (known < 0 && adds) known = next();
    return known;
  };
}

function byWords(): Numbered {
  const index = new WordIndex();
  const number: Numbering = (column, out, adds) => {
    if (column instanceof NumberVector && column.values instanceof Int32Array) {
      const { values, nulls } = column;
      for (let i = 0; i < out.length; i++)
        out[i] = nulls?.[i] ? ofNull(adds) : index.numberOf(values[i]!, values[i]! >> 31, adds);
    } else if (column instanceof LongVector) {
      const { words, nulls } = column;
      for (let i = 0; i < out.length; i++)
        out[i] = nulls?.[i] ? ofNull(adds) : index.numberOf(words[2 * i]!, words[2 * i + 1]!, adds);
    } else
      for (let i = 0; i < out.length; i++) {
        const value = column.get(i);
        out[i] = value === null ? ofNull(adds) : ofValue(BigInt(value as number | bigint), adds);
      }
  };
  const ofValue = (value: bigint, adds: boolean) =>
    index.numberOf(Number(BigInt.asIntN(32, value)), Number(BigInt.asIntN(32, value >> 32n)), adds);
  const ofNull = nullNumber(() => index.reserve());
  return { number, size: () => index.size };
}

function byBytes(): Numbered {
  const index = new BytesIndex();
  const number: Numbering = (column, out, adds) => {
    if (column instanceof BytesVector) {
      const { data, start, end } = column;
      for (let i = 0; i < out.length; i++)
        out[i] = start[i]! < 0 ? ofNull(adds) : index.numberOf(data, start[i]!, end[i]!, adds);
      return;
    }
    for (let i = 0; i < out.length; i++) {
      const value = column.get(i) as string | Uint8Array | null;
      const bytes = typeof value === "string" ? Buffer.from(value) : value;
      out[i] = bytes === null ? ofNull(adds) : index.numberOf(bytes, 0, bytes.length, adds);
    }
  };
  const ofNull = nullNumber(() => index.reserve());
  return { number, size: () => index.size };
}

/** Any other type, by a text that is the same for equal values. */
function byText(type: DataType): Numbered {
  const known = new Map<string, number>();
  return {
    number: (column, out, adds) => {
      for (let i = 0; i < out.length; i++) {
        const key = keyText(column.get(i), type);
        const found = known.get(key);
        out[i] = found ?? (adds ? known.size : -1);
        if (found === undefined && adds) known.set(key, known.size);
      }
    },
    size: () => known.size,
  };
}
