import type { DataType, MapType, Value } from "../../types/index.js";
import { SparkError } from "../../util/errors.js";
import { keyText } from "../key-text.js";
import { comparatorOf } from "./compare.js";
import { type Kernel, loose, strict } from "./kernel.js";

type Items = readonly Value[];
type Entries = readonly (readonly [Value, Value])[];

const elementOf = (type: DataType): DataType => (type.kind === "array" ? type.elementType : type);
const compareOf = (type: DataType) => comparatorOf(type as Exclude<DataType, MapType>);

/** The first of each element, NULL among them. */
function distinct(items: Items, type: DataType): Value[] {
  const seen = new Set<string>();
  return items.filter(item => {
    const key = keyText(item, type);
    return seen.has(key) ? false : !!seen.add(key);
  });
}

const keys = (items: Items, type: DataType) => new Set(items.map(item => keyText(item, type)));

/** A map of entries. @throws SparkError NULL_MAP_KEY, DUPLICATED_MAP_KEY */
export function mapOf(entries: Entries, keyType: DataType): Entries {
  const seen = new Set<string>();
  for (const [key] of entries) {
    if (key === null) throw new SparkError("NULL_MAP_KEY", "Cannot use null as map key.", "2200E");
    const text = keyText(key, keyType);
    if (seen.has(text))
      throw new SparkError(
        "DUPLICATED_MAP_KEY",
        `Duplicate map key ${String(key)} was found, please check the input data.\nIf you want to remove the duplicated keys, you can set "spark.sql.mapKeyDedupPolicy" to "LAST_WIN" so that the key inserted at last takes precedence.`,
        "23505",
      );
    seen.add(text);
  }
  return entries;
}

const keyTypeOf = (type: DataType): DataType => (type.kind === "map" ? type.keyType : type);

function extreme(sign: 1 | -1): Kernel {
  return strict(([type]) => {
    const compare = compareOf(elementOf(type!));
    return (items: Items) =>
      items.reduce(
        (best, item) =>
          item === null ? best : best === null || sign * compare(item, best) < 0 ? item : best,
        null,
      );
  });
}

function elementAt(tolerant: boolean): Kernel {
  return strict(([type], _, { ansi }) => {
    if (type!.kind === "map")
      return (entries: Entries, key: Value) => {
        const text = keyText(key, keyTypeOf(type!));
        return entries.find(([each]) => keyText(each, keyTypeOf(type!)) === text)?.[1] ?? null;
      };
    return (items: Items, position: number) => {
      if (position === 0)
        throw new SparkError(
          "INVALID_INDEX_OF_ZERO",
          "The index 0 is invalid. An index shall be either < 0 or > 0 (the first element has index 1).",
          "22003",
        );
      const item = items[position > 0 ? position - 1 : items.length + position];
      if (item !== undefined) return item;
      if (tolerant || !ansi) return null;
      throw new SparkError(
        "INVALID_ARRAY_INDEX_IN_ELEMENT_AT",
        `The index ${position} is out of bounds. The array has ${items.length} elements. Use \`try_element_at\` to tolerate accessing element at invalid index and return NULL instead.`,
        "22003",
      );
    };
  });
}

export const collection: Readonly<Record<string, Kernel>> = {
  array: loose(
    () =>
      (...items: Value[]) =>
        items,
  ),
  struct: loose(
    () =>
      (...values: Value[]) =>
        values,
  ),
  map: loose((_, result) => (...flat: Value[]) => {
    const entries: [Value, Value][] = [];
    for (let i = 0; i < flat.length; i += 2) entries.push([flat[i]!, flat[i + 1]!]);
    return mapOf(entries, keyTypeOf(result));
  }),
  array_append: loose(() => (items: Items | null, item: Value) => items && [...items, item]),
  array_prepend: loose(() => (items: Items | null, item: Value) => items && [item, ...items]),
  array_compact: strict(() => (items: Items) => items.filter(item => item !== null)),
  array_contains: strict(([type]) => (items: Items, value: Value) => {
    const element = elementOf(type!);
    const text = keyText(value, element);
    if (items.some(item => item !== null && keyText(item, element) === text)) return true;
    return items.includes(null) ? null : false;
  }),
  array_position: strict(([type]) => (items: Items, value: Value) => {
    const text = keyText(value, elementOf(type!));
    return BigInt(items.findIndex(item => item !== null && keyText(item, elementOf(type!)) === text) + 1);
  }),
  array_remove: strict(([type]) => (items: Items, value: Value) => {
    const text = keyText(value, elementOf(type!));
    return items.filter(item => item === null || keyText(item, elementOf(type!)) !== text);
  }),
  array_distinct: strict(
    ([type]) =>
      (items: Items) =>
        distinct(items, elementOf(type!)),
  ),
  array_except: strict(([type]) => (a: Items, b: Items) => {
    const other = keys(b, elementOf(type!));
    return distinct(a, elementOf(type!)).filter(item => !other.has(keyText(item, elementOf(type!))));
  }),
  array_intersect: strict(([type]) => (a: Items, b: Items) => {
    const other = keys(b, elementOf(type!));
    return distinct(a, elementOf(type!)).filter(item => other.has(keyText(item, elementOf(type!))));
  }),
  array_union: strict(
    ([type]) =>
      (a: Items, b: Items) =>
        distinct([...a, ...b], elementOf(type!)),
  ),
  arrays_overlap: strict(([type]) => (a: Items, b: Items) => {
    const element = elementOf(type!);
    const other = keys(
      b.filter(item => item !== null),
      element,
    );
    if (a.some(item => item !== null && other.has(keyText(item, element)))) return true;
    return a.length > 0 && b.length > 0 && (a.includes(null) || b.includes(null)) ? null : false;
  }),
  array_insert: loose(() => (items: Items | null, position: number | null, value: Value) => {
    if (items === null || position === null) return null;
    if (position === 0)
      throw new SparkError(
        "INVALID_INDEX_OF_ZERO",
        "The index 0 is invalid. An index shall be either < 0 or > 0 (the first element has index 1).",
        "22003",
      );
    const at = position > 0 ? position - 1 : items.length + position + 1;
    if (at < 0) return [value, ...new Array<Value>(-at).fill(null), ...items];
    const padded =
      at > items.length ? [...items, ...new Array<Value>(at - items.length).fill(null)] : [...items];
    padded.splice(at, 0, value);
    return padded;
  }),
  array_join: strict(
    () => (items: Items, delimiter: string, replacement?: string) =>
      items
        .map(item => item ?? replacement)
        .filter(item => item !== undefined)
        .join(delimiter),
  ),
  array_max: extreme(-1),
  array_min: extreme(1),
  array_repeat: loose(
    () => (item: Value, count: number | null) =>
      count === null ? null : new Array<Value>(Math.max(0, count)).fill(item),
  ),
  array_size: strict(() => (items: Items) => items.length),
  arrays_zip: strict(
    () =>
      (...arrays: Items[]) =>
        Array.from({ length: Math.max(0, ...arrays.map(items => items.length)) }, (_, i) =>
          arrays.map(items => items[i] ?? null),
        ),
  ),
  size: strict(() => (items: Items) => items.length),
  element_at: elementAt(false),
  try_element_at: elementAt(true),
  get: strict(() => (items: Items, index: number) => items[index] ?? null),
  flatten: strict(
    () => (arrays: readonly (Items | null)[]) =>
      arrays.includes(null) ? null : (arrays as readonly Items[]).flat(),
  ),
  map_concat: strict(
    (_, result) =>
      (...maps: Entries[]) =>
        mapOf(maps.flat(), keyTypeOf(result)),
  ),
  map_contains_key: strict(([type]) => (entries: Entries, key: Value) => {
    const text = keyText(key, keyTypeOf(type!));
    return entries.some(([each]) => keyText(each, keyTypeOf(type!)) === text);
  }),
  map_entries: strict(() => (entries: Entries) => entries),
  map_from_arrays: strict((_, result) => (k: Items, v: Items) => {
    if (k.length !== v.length)
      throw new SparkError(
        "_LEGACY_ERROR_TEMP_2011",
        "The key array and value array of MapData must have the same length.",
      );
    return mapOf(
      k.map((key, i) => [key, v[i]!]),
      keyTypeOf(result),
    );
  }),
  map_from_entries: strict(
    (_, result) => (entries: readonly (readonly [Value, Value] | null)[]) =>
      entries.includes(null) ? null : mapOf(entries as Entries, keyTypeOf(result)),
  ),
  map_keys: strict(() => (entries: Entries) => entries.map(([key]) => key)),
  map_values: strict(() => (entries: Entries) => entries.map(([, value]) => value)),
  shuffle: loose(() => (items: Items | null) => {
    if (items === null) return null;
    const mixed = [...items];
    for (let i = mixed.length - 1; i > 0; i--) {
      const j = Math.floor(Math.random() * (i + 1));
      [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
    }
    return mixed;
  }),
  slice: strict(() => (items: Items, start: number, length: number) => {
    const parameter = (name: string, text: string) =>
      new SparkError(
        `INVALID_PARAMETER_VALUE.${name}`,
        `The value of parameter(s) \`${name.toLowerCase()}\` in \`slice\` is invalid: ${text}`,
        "22023",
      );
    if (start === 0)
      throw parameter("START", "Expects a positive or a negative value for `start`, but got 0.");
    if (length < 0)
      throw parameter("LENGTH", `Expects \`length\` greater than or equal to 0, but got ${length}.`);
    const at = start > 0 ? start - 1 : items.length + start;
    return at < 0 ? [] : items.slice(at, at + length);
  }),
  sort_array: strict(([type]) => {
    const compare = compareOf(elementOf(type!));
    return (items: Items, ascending: boolean) => {
      const sign = ascending ? 1 : -1;
      return [...items].sort(
        (a, b) => sign * (a === null ? (b === null ? 0 : -1) : b === null ? 1 : compare(a, b)),
      );
    };
  }),
  array_sort: strict(([type]) => {
    const compare = compareOf(elementOf(type!));
    return (items: Items, comparator?: (a: Value, b: Value) => number | null) =>
      [...items].sort((a, b) => {
        if (!comparator) return a === null ? (b === null ? 0 : 1) : b === null ? -1 : compare(a, b);
        const order = comparator(a, b);
        if (order === null)
          throw new SparkError(
            "COMPARATOR_RETURNS_NULL",
            `The comparator has returned a NULL for a comparison between ${a} and ${b}. It should return a positive integer for "greater than", 0 for "equal" and a negative integer for "less than". To revert to deprecated behavior where NULL is treated as 0 (equal), you must set "spark.sql.legacy.allowNullComparisonResultInArraySort" to "true".`,
            "22004",
          );
        return order;
      });
  }),
};
