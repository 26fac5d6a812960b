import type { DataType, Value } from "../../types/index.js";
import { keyText } from "../key-text.js";
import { mapOf } from "./collection.js";
import { type Kernel, loose, strict } from "./kernel.js";

type Items = readonly Value[];
type Entries = readonly (readonly [Value, Value])[];
type Fn = (...args: Value[]) => Value;

const keyTypeOf = (type: DataType): DataType => (type.kind === "map" ? type.keyType : type);

export const higherOrder: Readonly<Record<string, Kernel>> = {
  transform: strict(() => (items: Items, fn: Fn) => items.map((item, i) => fn(item, i))),
  filter: strict(() => (items: Items, holds: Fn) => items.filter((item, i) => holds(item, i) === true)),
  exists: strict(() => (items: Items, holds: Fn) => {
    let unknown = false;
    for (const item of items) {
      const held = holds(item);
      if (held === true) return true;
      unknown ||= held === null;
    }
    return unknown ? null : false;
  }),
  forall: strict(() => (items: Items, holds: Fn) => {
    let unknown = false;
    for (const item of items) {
      const held = holds(item);
      if (held === false) return false;
      unknown ||= held === null;
    }
    return unknown ? null : true;
  }),
  aggregate: loose(
    () => (items: Items | null, start: Value, merge: Fn, finish: Fn) =>
      items === null ? null : finish(items.reduce((accumulator, item) => merge(accumulator, item), start)),
  ),
  zip_with: strict(
    () => (left: Items, right: Items, fn: Fn) =>
      Array.from({ length: Math.max(left.length, right.length) }, (_, i) =>
        fn(left[i] ?? null, right[i] ?? null),
      ),
  ),
  map_filter: strict(
    () => (entries: Entries, holds: Fn) => entries.filter(([key, value]) => holds(key, value) === true),
  ),
  transform_keys: strict(
    (_, result) => (entries: Entries, fn: Fn) =>
      mapOf(
        entries.map(([key, value]) => [fn(key, value), value]),
        keyTypeOf(result),
      ),
  ),
  transform_values: strict(
    () => (entries: Entries, fn: Fn) => entries.map(([key, value]) => [key, fn(key, value)]),
  ),
  map_zip_with: strict(([type]) => (a: Entries, b: Entries, fn: Fn) => {
    const keyed = new Map<string, [Value, Value, Value]>();
    for (const [key, value] of a) keyed.set(keyText(key, keyTypeOf(type!)), [key, value, null]);
    for (const [key, value] of b) {
      const text = keyText(key, keyTypeOf(type!));
      const known = keyed.get(text);
      if (known) known[2] = value;
      else keyed.set(text, [key, null, value]);
    }
    return [...keyed.values()].map(([key, x, y]) => [key, fn(key, x, y)]);
  }),
};
