import { parseExpression } from "../../plan/parser/parse.js";
import { Column, col, type LiteralValue, toExpression } from "../column.js";
import { type ColumnOrName, toColumn } from "../column-or-name.js";
import { call } from "./call.js";

export { col };

/** The column of a name: the same as `col`. */
export const column = col;

/** A plain value as a column. */
export function lit(value: Column | LiteralValue): Column {
  return new Column(toExpression(value));
}

/** SQL text as a column: `expr("n + 1")`. */
export const expr = (text: string): Column => new Column(parseExpression(text));

/** A function by name, registered ones too. */
export const call_function = (name: string, ...cols: ColumnOrName[]): Column => call(name, ...cols);

/** The same as `call_function`. */
export const call_udf = (name: string, ...cols: ColumnOrName[]): Column => call(name, ...cols);

/** A value where a condition holds; more cases with `.when(…)`, the rest with `.otherwise(…)`. */
export const when = (condition: Column, value: Column | LiteralValue): Column =>
  call("case_when", condition, lit(value));

/** The first value that is not NULL. */
export const coalesce = (...e: ColumnOrName[]): Column => call("coalesce", ...e);

/** The first value, the second where that is NULL. */
export const nvl = (col1: ColumnOrName, col2: ColumnOrName): Column => call("nvl", col1, col2);

/** The first value, the second where that is NULL. */
export const ifnull = (col1: ColumnOrName, col2: ColumnOrName): Column => call("ifnull", col1, col2);

/** The second value where the first is not NULL, else the third. */
export const nvl2 = (col1: ColumnOrName, col2: ColumnOrName, col3: ColumnOrName): Column =>
  call("nvl2", col1, col2, col3);

/** NULL where both are equal, else the first. */
export const nullif = (col1: ColumnOrName, col2: ColumnOrName): Column => call("nullif", col1, col2);

/** The number with the other sign: `-column` in Scala. */
export const negate = (number: Column): Column => call("negative", number);

/** Whether the condition does not hold. */
export const not = (condition: Column): Column => condition.not();

/** Whether it is NULL. */
export const isnull = (value: ColumnOrName): Column => call("isnull", value);

/** Whether it is not NULL. */
export const isnotnull = (value: ColumnOrName): Column => call("isnotnull", value);

/** An ascending order by a column of this name. */
export const asc = (name: string): Column => toColumn(name).asc();

/** A descending order by a column of this name. */
export const desc = (name: string): Column => toColumn(name).desc();

export const asc_nulls_first = (name: string): Column => toColumn(name).asc_nulls_first();
export const asc_nulls_last = (name: string): Column => toColumn(name).asc_nulls_last();
export const desc_nulls_first = (name: string): Column => toColumn(name).desc_nulls_first();
export const desc_nulls_last = (name: string): Column => toColumn(name).desc_nulls_last();

/** Accepted for the sake of guides: small sides are always hashed. */
export const broadcast = <Frame>(frame: Frame): Frame => frame;
