import {
  alias,
  cast,
  literal,
  unresolvedAttribute,
  unresolvedFunction,
  unresolvedStar,
} from "../plan/expressions/create.js";
import type { Expression } from "../plan/expressions/expression.js";
import { sqlText } from "../plan/expressions/sql-text.js";
import { parseDataType } from "../types/ddl.js";
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
import { UserError } from "../util/errors.js";

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

  contains(other: Column | string): Column {
    return this.call("contains", other);
  }

  startsWith(other: Column | string): Column {
    return this.call("startswith", other);
  }

  endsWith(other: Column | string): Column {
    return this.call("endswith", other);
  }

  toString(): string {
    return sqlText(this.expression);
  }

  private call(name: string, ...others: (Column | LiteralValue)[]): Column {
    return new Column(unresolvedFunction(name, [this.expression, ...others.map(toExpression)]));
  }
}

/** The column of a name, or every column for `*`. A dot reaches into a struct; backticks quote a name that has one. */
export function col(name: string): Column {
  return new Column(name === "*" ? unresolvedStar() : unresolvedAttribute(nameParts(name)));
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
