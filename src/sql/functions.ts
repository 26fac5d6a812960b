import { unresolvedFunction } from "../plan/expressions/create.js";
import { Column, col, type LiteralValue, toExpression } from "./column.js";
import { type ColumnOrName, toColumn } from "./column-or-name.js";

/** The column of a name: the same as `col`. */
export const column = col;

/** A plain value as a column. */
export function lit(value: Column | LiteralValue): Column {
  return new Column(toExpression(value));
}

/** The text in capitals. */
export const upper = (text: ColumnOrName): Column => call("upper", text);

/** The text in small letters. */
export const lower = (text: ColumnOrName): Column => call("lower", text);

/** The text without spaces at its ends. */
export const trim = (text: ColumnOrName): Column => call("trim", text);

/** How many characters the text has. */
export const length = (text: ColumnOrName): Column => call("length", text);

/** The number with the other sign: `-column` in Scala. */
export const negate = (number: Column): Column => call("negative", number);

/** Whether the condition does not hold. */
export const not = (condition: Column): Column => condition.not();

/** Whether it is NULL. */
export const isnull = (value: ColumnOrName): Column => call("isnull", value);

/** Whether it is not NULL. */
export const isnotnull = (value: ColumnOrName): Column => call("isnotnull", value);

export { col };

function call(name: string, ...args: ColumnOrName[]): Column {
  return new Column(
    unresolvedFunction(
      name,
      args.map(argument => toColumn(argument).expression),
    ),
  );
}
