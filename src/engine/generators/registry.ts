import type { Value, VariantValue } from "../../types/index.js";
import { jsonText, parseJson } from "../../types/json/json-tree.js";
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
  stack:
    () =>
    (count: number, ...values: Value[]) => {
      const width = Math.ceil(values.length / count);
      return Array.from({ length: count }, (_, row) =>
        Array.from({ length: width }, (_, column) => values[row * width + column] ?? null),
      );
    },
};
