import {
  alias,
  cast,
  literal,
  sortOrder,
  unresolvedAttribute,
  unresolvedExtract,
  unresolvedFunction,
  unresolvedStar,
  windowExpression,
} from "../plan/expressions/create.js";
import type { Expression } from "../plan/expressions/expression.js";
import { sqlText } from "../plan/expressions/sql-text.js";
import { parseDataType } from "../plan/parser/parse.js";
import {
  BinaryType,
  BooleanType,
  type DataType,
  DoubleType,
  IntegerType,
  LongType,
  StringType,
  VoidType,
} from "../types/index.js";
import { IllegalArgumentException, UserError } from "../util/errors.js";
import { WindowSpec } from "./window.js";

/** A plain value where a column may stand: it becomes a literal. Whole numbers are INT where they fit, else BIGINT; bigint is BIGINT. */
export type LiteralValue = string | number | bigint | boolean | null | Uint8Array;

/** A column expression of a DataFrame (Spark's `Column`): immutable; every method answers a new one. */
export class Column {
  /** @internal */
  constructor(
    /** @internal */
    readonly expression: Expression,
  ) {}

  /** Casts to a type given as DDL, such as `"STRING"` or `"DECIMAL(10,2)"`, or as a `DataType`. */
  cast(to: string | DataType): Column {
    return new Column(cast(this.expression, typeof to === "string" ? parseDataType(to) : to, true));
  }

  /** Names the column. */
  as(name: string): Column {
    return new Column(alias(this.expression, name));
  }

  /** Names the column: the same as `as`. */
  alias(name: string): Column {
    return this.as(name);
  }

  /** Names the column: the same as `as`. */
  name(name: string): Column {
    return this.as(name);
  }

  /** `===` in Scala. */
  equalTo(other: Column | LiteralValue): Column {
    return this.call("=", other);
  }

  /** `=!=` in Scala. */
  notEqual(other: Column | LiteralValue): Column {
    return this.equalTo(other).not();
  }

  /** Equality in which two NULLs are equal: `<=>`. */
  eqNullSafe(other: Column | LiteralValue): Column {
    return this.call("<=>", other);
  }

  gt(other: Column | LiteralValue): Column {
    return this.call(">", other);
  }

  geq(other: Column | LiteralValue): Column {
    return this.call(">=", other);
  }

  lt(other: Column | LiteralValue): Column {
    return this.call("<", other);
  }

  leq(other: Column | LiteralValue): Column {
    return this.call("<=", other);
  }

  /** Whether it lies between two bounds, both included. */
  between(lower: Column | LiteralValue, upper: Column | LiteralValue): Column {
    return this.geq(lower).and(this.leq(upper));
  }

  and(other: Column | boolean): Column {
    return this.call("and", other);
  }

  or(other: Column | boolean): Column {
    return this.call("or", other);
  }

  /** `!column` in Scala. */
  not(): Column {
    return this.call("not");
  }

  plus(other: Column | LiteralValue): Column {
    return this.call("+", other);
  }

  minus(other: Column | LiteralValue): Column {
    return this.call("-", other);
  }

  multiply(other: Column | LiteralValue): Column {
    return this.call("*", other);
  }

  divide(other: Column | LiteralValue): Column {
    return this.call("/", other);
  }

  mod(other: Column | LiteralValue): Column {
    return this.call("%", other);
  }

  isNull(): Column {
    return this.call("isnull");
  }

  isNotNull(): Column {
    return this.call("isnotnull");
  }

  /** Whether it is NaN. */
  isNaN(): Column {
    return this.call("isnan");
  }

  contains(other: Column | LiteralValue): Column {
    return this.call("contains", other);
  }

  startsWith(other: Column | string): Column {
    return this.call("startswith", other);
  }

  endsWith(other: Column | string): Column {
    return this.call("endswith", other);
  }

  /** SQL's LIKE: `%` for any text, `_` for any character. */
  like(pattern: string): Column {
    return this.call("like", pattern);
  }

  /** LIKE without regard to case. */
  ilike(pattern: string): Column {
    return this.call("ilike", pattern);
  }

  /** Whether a regular expression (Java's syntax) is found in it. */
  rlike(pattern: string): Column {
    return this.call("rlike", pattern);
  }

  /** Whether it is one of these values. */
  isin(...values: (Column | LiteralValue | readonly (Column | LiteralValue)[])[]): Column {
    return this.call("in", ...(values.flat() as (Column | LiteralValue)[]));
  }

  /** The characters from a position, from 1. */
  substr(start: Column | number, length: Column | number): Column {
    return this.call("substr", start, length);
  }

  /** An array's element (from 0), a map's value, a struct's field. */
  getItem(key: Column | LiteralValue): Column {
    return new Column(unresolvedExtract(this.expression, toExpression(key)));
  }

  /** A struct's field. */
  getField(name: string): Column {
    return this.getItem(name);
  }

  /** The same as `getItem`: `column(key)` in Scala. */
  apply(key: Column | LiteralValue): Column {
    return this.getItem(key);
  }

  /** The struct with a field more, or with another in its place. */
  withField(name: string, value: Column): Column {
    return this.call("with_field", name, value);
  }

  /** The struct without these fields. */
  dropFields(...names: string[]): Column {
    return this.call("drop_fields", ...names);
  }

  /** One more case of `functions.when(…)`. */
  when(condition: Column, value: Column | LiteralValue): Column {
    const cases = this.cases("when");
    return new Column(unresolvedFunction("case_when", [...cases, condition.expression, toExpression(value)]));
  }

  /** What `functions.when(…)` answers where no case holds. */
  otherwise(value: Column | LiteralValue): Column {
    return new Column(unresolvedFunction("case_when", [...this.cases("otherwise"), toExpression(value)]));
  }

  bitwiseAND(other: Column | LiteralValue): Column {
    return this.call("&", other);
  }

  bitwiseOR(other: Column | LiteralValue): Column {
    return this.call("|", other);
  }

  bitwiseXOR(other: Column | LiteralValue): Column {
    return this.call("^", other);
  }

  /** As an order: ascending, NULLs first. */
  asc(): Column {
    return new Column(sortOrder(this.expression));
  }

  asc_nulls_first(): Column {
    return this.asc();
  }

  asc_nulls_last(): Column {
    return new Column(sortOrder(this.expression, true, false));
  }

  /** As an order: descending, NULLs last. */
  desc(): Column {
    return new Column(sortOrder(this.expression, false));
  }

  desc_nulls_first(): Column {
    return new Column(sortOrder(this.expression, false, true));
  }

  desc_nulls_last(): Column {
    return this.desc();
  }

  /** A function over a window: `sum("n").over(Window.partitionBy("k").orderBy("ts"))`. */
  over(window: WindowSpec = new WindowSpec()): Column {
    return new Column(windowExpression(this.expression, window.spec));
  }

  /** Casts, with NULL where that fails. */
  try_cast(to: string | DataType): Column {
    return new Column(cast(this.expression, typeof to === "string" ? parseDataType(to) : to, true, true));
  }

  /** The same as `equalTo`. */
  eq(other: Column | LiteralValue): Column {
    return this.equalTo(other);
  }

  /** The same as `notEqual`. */
  ne(other: Column | LiteralValue): Column {
    return this.notEqual(other);
  }

  toString(): string {
    return sqlText(this.expression);
  }

  private cases(method: string): readonly Expression[] {
    const { expression } = this;
    if (
      expression.kind === "unresolvedFunction" &&
      expression.name === "case_when" &&
      expression.args.length % 2 === 0
    )
      return expression.args;
    throw new IllegalArgumentException(
      `${method}() can only be applied on a Column previously generated by when() function`,
    );
  }

  private call(name: string, ...others: (Column | LiteralValue)[]): Column {
    return new Column(unresolvedFunction(name, [this.expression, ...others.map(toExpression)]));
  }
}

/** The column of a name, or every column for `*`. A dot reaches into a struct; backticks quote a name that has one. */
export function col(name: string): Column {
  const parts = nameParts(name);
  return new Column(parts.at(-1) === "*" ? unresolvedStar(parts.slice(0, -1)) : unresolvedAttribute(parts));
}

/** The expression of a column or a plain value. */
export function toExpression(value: Column | LiteralValue): Expression {
  return value instanceof Column ? value.expression : literal(value, literalType(value));
}

function literalType(value: LiteralValue): DataType {
  if (value === null) return VoidType;
  switch (typeof value) {
    case "string":
      return StringType;
    case "boolean":
      return BooleanType;
    case "bigint":
      return LongType;
    case "number":
      return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? IntegerType : DoubleType;
    default:
      if (value instanceof Uint8Array) return BinaryType;
      throw new UserError(
        `${typeof value} cannot be a literal; give a string, number, bigint, boolean, null or bytes.`,
      );
  }
}

function nameParts(name: string): string[] {
  const parts = name.match(/`(?:[^`]|``)+`|[^.`]+/g) ?? [name];
  return parts.map(part => (part.startsWith("`") ? part.slice(1, -1).replaceAll("``", "`") : part));
}
