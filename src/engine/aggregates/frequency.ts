import type { DataType, MapType, Value } from "../../types/index.js";
import { hashBytes, hashInt } from "../hashing/murmur3.js";
import { comparatorOf } from "../kernels/compare.js";
import { keyText } from "../key-text.js";
import type { MakeAggregator } from "./aggregator.js";

type Counts = Map<string, [value: NonNullable<Value>, count: number]>;

interface Frequencies {
  readonly counts: Counts;
  choice: string;
}

/** Java's `hashCode` of the values that Spark counts, where it is plain. */
function hashCode(value: NonNullable<Value>): number {
  if (typeof value === "number") return value | 0;
  if (typeof value === "bigint") return Number(BigInt.asIntN(32, value ^ (value >> 32n)));
  if (typeof value === "boolean") return value ? 1231 : 1237;
  return typeof value === "string" ? hashBytes(Buffer.from(value), 42) : 0;
}

/** The order of Spark's OpenHashMap: of equally frequent values its first is the mode. */
function tableOrder(values: readonly NonNullable<Value>[]): NonNullable<Value>[] {
  let size = 64;
  while (values.length > size * 0.7) size *= 2;
  const table: (NonNullable<Value> | undefined)[] = Array(size);
  for (const value of values) {
    let at = hashInt(hashCode(value), 0) & (size - 1);
    for (let step = 1; table[at] !== undefined; step++) at = (at + step) & (size - 1);
    table[at] = value;
  }
  return table.filter(each => each !== undefined);
}

const mode: MakeAggregator = ([type]) => {
  const compare = comparatorOf(type as Exclude<DataType, MapType>);
  const add = (counts: Counts, value: NonNullable<Value>, count: number) => {
    const key = keyText(value, type!);
    const entry = counts.get(key);
    if (entry) entry[1] += count;
    else counts.set(key, [value, count]);
  };
  return {
    initial: (): Frequencies => ({ counts: new Map(), choice: "any" }),
    update: (state: Frequencies, value: Value, choice: string) => {
      state.choice = choice;
      if (value !== null) add(state.counts, value, 1);
      return state;
    },
    merge: (a: Frequencies, b: Frequencies) => {
      for (const [value, count] of b.counts.values()) add(a.counts, value, count);
      return a;
    },
    finish: ({ counts, choice }: Frequencies) => {
      const entries = [...counts.values()];
      const most = entries.reduce((best, [, count]) => Math.max(best, count), 0);
      const top = entries.filter(([, count]) => count === most).map(([value]) => value);
      if (top.length === 0) return null;
      if (choice === "any") {
        const among = new Set(top);
        return tableOrder(entries.map(([value]) => value)).find(value => among.has(value)) ?? top[0]!;
      }
      return top.reduce((best, next) =>
        compare(next, best) * (choice === "least" ? 1 : -1) < 0 ? next : best,
      );
    },
  };
};

interface Joined {
  readonly parts: (string | Uint8Array)[];
  delimiter: string | Uint8Array | null;
}

const listagg: MakeAggregator = (_, result) => ({
  initial: (): Joined => ({ parts: [], delimiter: null }),
  update: (state: Joined, value: string | Uint8Array | null, delimiter: string | Uint8Array | null) => {
    state.delimiter = delimiter;
    if (value !== null) state.parts.push(value);
    return state;
  },
  merge: (a: Joined, b: Joined): Joined => ({
    parts: [...a.parts, ...b.parts],
    delimiter: a.delimiter ?? b.delimiter,
  }),
  finish: ({ parts, delimiter }: Joined) => {
    if (parts.length === 0) return null;
    if (result.kind !== "binary") return parts.join((delimiter as string | null) ?? "");
    const between = (delimiter as Uint8Array | null) ?? new Uint8Array();
    return Buffer.concat(
      parts.flatMap((part, i) => (i === 0 ? [part as Uint8Array] : [between, part as Uint8Array])),
    );
  },
});

export const frequency: Readonly<Record<string, MakeAggregator>> = { mode, listagg };
