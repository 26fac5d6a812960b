import type { Attribute, Expression } from "../plan/expressions/expression.js";
import { parseSchema } from "../plan/parser/parse.js";
import { ArrayType, type StructType, type Value } from "../types/index.js";
import { UserError } from "../util/errors.js";
import { localRows, toRowLike } from "./local-rows.js";

/** A row for a closure over `as<T>()`: the value itself of one column; of several an object by name, and by position. */
export function typedRow(columns: readonly Attribute[], values: readonly Value[]): unknown {
  if (columns.length === 1) return values[0];
  return Object.assign([...values], Object.fromEntries(columns.map(({ name }, i) => [name, values[i]])));
}

/** The rows that a closure makes of each row, as an expression: an array of structs of this schema. */
export function madeRows(
  name: string,
  columns: readonly Attribute[],
  schema: StructType | string,
  timeZone: string,
  closure: (values: readonly Value[]) => Iterable<unknown>,
): Expression {
  const made = typeof schema === "string" ? parseSchema(schema) : schema;
  const type = ArrayType(made, false);
  const rows = (...values: Value[]): Value => {
    const given = [...closure(values)].map(toRowLike);
    try {
      return localRows(given, made, timeZone).rows;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new UserError(
        `${name}: ${error.message} Say what it makes, such as .${name}(f, "n INT"); without that it is text.`,
      );
    }
  };
  return Object.freeze({ kind: "udfCall", name, closure: rows, args: columns, type });
}
