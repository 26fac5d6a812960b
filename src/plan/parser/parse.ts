import type { DataType, StructType } from "../../types/index.js";
import { unresolvedFunction } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import type { LogicalPlan } from "../nodes/logical-plan.js";
import { Cursor, type ParseOptions, type Rules } from "./cursor.js";
import { dataType, tableSchema } from "./data-type.js";
import { expression, namedExpression } from "./expression.js";
import { multipartName } from "./names.js";
import { valueExpression } from "./operators.js";
import { query } from "./query.js";

export type { ParseOptions } from "./cursor.js";

/** The rules that call each other across files. */
const rules: Rules = { expression, valueExpression, namedExpression, query, dataType };

/**
 * An expression, as in `df.selectExpr("a + 1 AS b")`; its names are not looked up.
 * @throws ParseException as Spark does
 */
export function parseExpression(sql: string, options?: ParseOptions): Expression {
  const parsed = parseAll(sql, options, namedExpression);
  texts.set(parsed, sql);
  return parsed;
}

/** A text as it is, for a server whose SQL knows more than this parser: our own analysis fails on it. */
export function unparsedExpression(sql: string): Expression {
  const expression = unresolvedFunction(sql, []);
  texts.set(expression, sql);
  return expression;
}

const texts = new WeakMap<Expression, string>();

/** The text that an expression is the parse of, for a server that parses for itself. */
export const parsedFrom = (expression: Expression): string | undefined => texts.get(expression);

/**
 * A query: its tables, columns and functions are not looked up.
 * @throws ParseException as Spark does
 */
export function parseQuery(sql: string, options?: ParseOptions): LogicalPlan {
  return parseAll(sql, options, query);
}

/**
 * The parts of a name: of ``a.`b.c` `` `a` and `b.c`.
 * @throws ParseException as Spark does
 */
export function parseMultipartName(text: string): string[] {
  return parseAll(text, undefined, multipartName);
}

/**
 * A type as Spark's DDL spells it: `STRING`, `decimal(10, 2)`, `ARRAY<STRUCT<a: INT>>`.
 * @throws SparkError `UNSUPPORTED_DATATYPE`, `PARSE_SYNTAX_ERROR` and their kin
 */
export function parseDataType(text: string): DataType {
  return parseAll(text, { placesAlone: true }, dataType);
}

/**
 * A schema as DDL: `"k STRING, v BIGINT NOT NULL"`.
 * @throws SparkError as {@link parseDataType}
 */
export function parseSchema(text: string): StructType {
  return parseAll(text, { placesAlone: true }, tableSchema);
}

/** Parses all of a text by one rule. */
export function parseAll<T>(sql: string, options: ParseOptions | undefined, rule: (cursor: Cursor) => T): T {
  const cursor = new Cursor(sql, rules, options);
  if (cursor.token.kind === "end") throw cursor.empty();
  const result = rule(cursor);
  cursor.end();
  return result;
}
