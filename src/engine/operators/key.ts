import type { DataType, Value } from "../../types/index.js";
import type { Vector } from "../../types/vector/index.js";

/** A value that is the same (as a Map's key) for equal SQL values. NULL, NaN and -0 as GROUP BY takes them. */
export type GroupKey = string | number | bigint | boolean | null;

/** What makes a row's key of some columns. One column of a plain type is its own key; others are written out. */
export function keyOf(columns: readonly Vector[]): (row: number) => GroupKey {
  const [only] = columns;
  if (columns.length === 1 && isPlain(only!.type)) return row => only!.get(row) as GroupKey;
  if (columns.length === 0) return () => "";
  return row => {
    let key = "";
    for (const column of columns) key += keyText(column.get(row), column.type);
    return key;
  };
}

function isPlain(type: DataType): boolean {
  return !["binary", "array", "map", "struct", "interval", "variant"].includes(type.kind);
}

/** A text that begins with its own length, so that neighbours cannot run together. */
export function keyText(value: Value, type: DataType): string {
  if (value === null) return "N";
  switch (type.kind) {
    case "string":
      return `${(value as string).length}:${value}`;
    case "binary":
      return `${(value as Uint8Array).length}:${Buffer.from(value as Uint8Array).toString("latin1")}`;
    case "array":
      return `[${(value as Value[]).map(each => keyText(each, type.elementType)).join("")}]`;
    case "struct":
      return `{${(value as Value[]).map((each, i) => keyText(each, type.fields[i]!.dataType)).join("")}}`;
    case "map":
      return `<${(value as [Value, Value][])
        .map(([k, v]) => `${keyText(k, type.keyType)}=${keyText(v, type.valueType)}`)
        .sort()
        .join("")}>`;
    default:
      return `${Object.is(value, -0) ? 0 : String(value)};`;
  }
}
