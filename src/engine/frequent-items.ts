import { deserialize, serialize } from "node:v8";
import type { DataType, Value } from "../types/index.js";
import { keyText } from "./key-text.js";

/** How often each value was seen; NULL apart. */
export interface FrequentItems {
  readonly counts: Map<string, [item: NonNullable<Value>, count: number]>;
  nulls: number;
  tracked: number;
}

export const noItems = (): FrequentItems => ({ counts: new Map(), nulls: 0, tracked: 0 });

export function addItem(items: FrequentItems, item: Value, count: number, type: DataType): FrequentItems {
  if (item === null) items.nulls += count;
  else {
    const key = keyText(item, type);
    const entry = items.counts.get(key);
    if (entry) entry[1] += count;
    else items.counts.set(key, [item, count]);
  }
  return items;
}

/** A sketch's bytes: the counts, exactly. They are this engine's own, no DataSketches form. */
export function packItems(items: FrequentItems): Uint8Array {
  return serialize([[...items.counts.values()], items.nulls]);
}

export function unpackItems(bytes: Uint8Array, type: DataType): FrequentItems {
  const [entries, nulls] = deserialize(bytes) as [[NonNullable<Value>, number][], number];
  const items = { ...noItems(), nulls };
  for (const [item, count] of entries) addItem(items, item, count, type);
  return items;
}

/** The most frequent first; equally frequent ones in the order of Spark's sketch, NULL behind them. */
export function topItems(items: FrequentItems, k: number): Value[] {
  const ordered: [Value, number][] = sketchOrder([...items.counts.values()]);
  if (items.nulls > 0) ordered.push([null, items.nulls]);
  return ordered
    .sort((a, b) => b[1] - a[1])
    .slice(0, k)
    .map(([item, count]) => [item, BigInt(count)]);
}

const INVERSE_GOLDEN = 0.6180339887498949;

/** DataSketches' hash table of the items, walked by its stride. */
function sketchOrder(entries: readonly [NonNullable<Value>, number][]): [NonNullable<Value>, number][] {
  let size = 8;
  while (entries.length > size * 0.75) size *= 2;
  const table: ([NonNullable<Value>, number] | undefined)[] = Array(size);
  for (const entry of entries) {
    let at = Number(mixed(hashCode(entry[0])) & BigInt(size - 1));
    while (table[at]) at = (at + 1) & (size - 1);
    table[at] = entry;
  }
  const stride = Math.trunc(size * INVERSE_GOLDEN) | 1;
  return Array.from({ length: size }, (_, i) => table[(i * stride) & (size - 1)]).filter(
    each => each !== undefined,
  );
}

function mixed(hash: number): bigint {
  let key = BigInt.asUintN(64, BigInt(hash));
  key = BigInt.asUintN(64, (key ^ (key >> 33n)) * 0xff51afd7ed558ccdn);
  key = BigInt.asUintN(64, (key ^ (key >> 33n)) * 0xc4ceb9fe1a85ec53n);
  return key ^ (key >> 33n);
}

/** Java's `hashCode`. */
function hashCode(value: NonNullable<Value>): number {
  if (typeof value === "number") return value | 0;
  if (typeof value === "bigint") return Number(BigInt.asIntN(32, value ^ (value >> 32n)));
  if (typeof value === "boolean") return value ? 1231 : 1237;
  let hash = 0;
  const text = String(value);
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}
