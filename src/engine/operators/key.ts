import type { DataType } from "../../types/index.js";
import type { Vector } from "../../types/vector/index.js";
import { keyText } from "../key-text.js";

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
