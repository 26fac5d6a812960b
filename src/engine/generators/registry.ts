import type { Value, VariantValue } from "../../types/index.js";
import { type Json, jsonText, parseJson } from "../../types/json/json-tree.js";
import type { MakeGenerator } from "./generator.js";

type Collection = readonly Value[] | null;

/** The code of every generator, by name. */
export const generators: Readonly<Record<string, MakeGenerator>> = {
  explode:
    ([type]) =>
    (items: Collection) =>
      (items ?? []).map(item => (type!.kind === "map" ? (item as [Value, Value]) : [item])),
  posexplode:
    ([type]) =>
    (items: Collection) =>
      (items ?? []).map((item, i) => [i, ...(type!.kind === "map" ? (item as [Value, Value]) : [item])]),
  inline: ([type]) => {
    const width =
      type!.kind === "array" && type!.elementType.kind === "struct" ? type!.elementType.fields.length : 0;
    return (items: Collection) =>
      (items ?? []).map(item => (item as readonly Value[] | null) ?? new Array<Value>(width).fill(null));
  },
  json_tuple:
    () =>
    (text: string | null, ...names: (string | null)[]) => {
      const parsed = text === null ? undefined : parseJson(text);
      if (!(parsed instanceof Map)) return [names.map(() => null)];
      const member = (name: string | null) => (name === null ? null : (parsed.get(name) ?? null));
      const plain = (json: Json) => (json === null || typeof json === "string" ? json : jsonText(json));
      return [names.map(name => plain(member(name)))];
    },
  variant_explode: () => (variant: VariantValue | null) => {
    if (variant?.type.kind === "array")
      return (variant.value as readonly VariantValue[]).map((item, i) => [i, null, item]);
    if (variant?.type.kind !== "struct") return [];
    const { fields } = variant.type;
    return (variant.value as readonly VariantValue[]).map((item, i) => [i, fields[i]!.name, item]);
  },
  time_window: () => (time: bigint | null, duration: bigint, slide: bigint, offset: bigint) => {
    if (time === null) return [];
    const since = (((time - offset) % slide) + slide) % slide;
    const rows: Value[][] = [];
    for (let start = time - since; start > time - duration; start -= slide)
      rows.unshift([[start, start + duration]]);
    return rows;
  },
  /** The session of a row alone; grouping joins those that meet. */
  session_window: () => (start: bigint | null, end: bigint | null) =>
    start === null || end === null || end <= start ? [] : [[[start, end]]],
  stack:
    () =>
    (count: number, ...values: Value[]) => {
      const width = Math.ceil(values.length / count);
      return Array.from({ length: count }, (_, row) =>
        Array.from({ length: width }, (_, column) => values[row * width + column] ?? null),
      );
    },
};
