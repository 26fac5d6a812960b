import type { Attribute, Expression } from "../plan/expressions/expression.js";
import { parseSchema } from "../plan/parser/parse.js";
import { externalOf } from "../types/external.js";
import { ArrayType, BooleanType, type DataType, type StructType, type Value } from "../types/index.js";
import { UserError } from "../util/errors.js";
import { localRows, toRowLike, toValue } from "./local-rows.js";
import { Option } from "./option.js";
import { Row } from "./row.js";

/** What rows are in the user's hands: objects of a class, or plain values. */
export type RowClass = "value" | RowConstructor;

interface RowConstructor {
  new (...args: never[]): unknown;
  /** Names of fields that may be missing, and what makes a value of such a field: Scala's `Option`. */
  readonly optional?: readonly string[];
}

/** What makes of a row's values what closures and actions hand out: a Row, unless a class says otherwise. */
export function rowsOf<T>(
  schema: StructType,
  rowClass: RowClass | undefined,
  timeZone: string,
): (values: readonly Value[]) => T {
  return rowClass === undefined
    ? values => new Row(schema, values, timeZone) as T
    : (typedRows(schema, rowClass, timeZone) as (values: readonly Value[]) => T);
}

/**
 * Rows for closures over `as<T>()`: the value itself of one column; of several an object by name, and by position; of a class
 * an object of it with the columns as properties.
 */
function typedRows(
  { fields }: StructType,
  rowClass: RowClass,
  timeZone: string,
): (values: readonly Value[]) => unknown {
  const optional = rowClass === "value" ? undefined : rowClass.optional;
  const convert = fields.map(({ name, dataType }) => {
    const external = externalOf(dataType, timeZone) ?? (value => value);
    return optional?.includes(name) ? (value: Value) => Option.of(external(value)) : external;
  });
  if (rowClass === "value" && fields.length === 1) return ([value]) => convert[0]!(value!);
  return values => {
    const external = values.map((value, i) => convert[i]!(value));
    const named = Object.fromEntries(fields.map(({ name }, i) => [name, external[i]]));
    return Object.assign(rowClass === "value" ? external : Object.create(rowClass.prototype), named);
  };
}

/** What a closure says of each row. */
export function rowTest(
  columns: readonly Attribute[],
  closure: (values: readonly Value[]) => boolean,
): Expression {
  const test = (...values: Value[]): Value => {
    const answer: unknown = closure(values);
    if (typeof answer === "boolean") return answer;
    throw new UserError(`filter: the function must answer true or false, not ${String(answer)}.`);
  };
  return Object.freeze({ kind: "udfCall", name: "filter", closure: test, args: columns, type: BooleanType });
}

/** What a closure makes of each row, as a value of this type. */
export function madeValue(
  columns: readonly Attribute[],
  type: DataType,
  timeZone: string,
  closure: (values: readonly Value[]) => unknown,
): Expression {
  const made = (...values: Value[]) => toValue(closure(values), type, timeZone);
  return Object.freeze({ kind: "udfCall", name: "value", closure: made, args: columns, type });
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
