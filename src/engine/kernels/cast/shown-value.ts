import { literalSql } from "../../../types/display/literal-sql.js";
import { toPrettyText } from "../../../types/display/text.js";
import type { DataType, Value } from "../../../types/index.js";

const suffixes: { readonly [K in DataType["kind"]]?: string } = {
  short: "S",
  long: "L",
  double: "D",
  decimal: "BD",
};

/** A value as error messages show it: as a literal with its type's letter, `300L`, `1.0E10D`. */
export function shownValue(value: Value, type: DataType, timeZone: string): string {
  if (type.kind === "double" && !Number.isFinite(value)) return toPrettyText(value, type, timeZone);
  return literalSql(value, type, timeZone) + (suffixes[type.kind] ?? "");
}
