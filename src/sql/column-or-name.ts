import { type Column, col } from "./column.js";

/** A column by name, or a column as it is. */
export type ColumnOrName = Column | string;

export function toColumn(column: ColumnOrName): Column {
  return typeof column === "string" ? col(column) : column;
}
