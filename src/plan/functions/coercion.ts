import {
  ArrayType,
  type DataType,
  DayTimeIntervalType,
  DecimalType,
  DoubleType,
  LongType,
  MapType,
  StructField,
  StructType,
  sameType,
  sqlName,
  TimestampType,
  type TypeKind,
  YearMonthIntervalType,
} from "../../types/index.js";
import { AnalysisException, SparkError } from "../../util/errors.js";
import { callSql } from "../expressions/call-sql.js";
import { cast } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";

/** Spark's numeric precedence: a wider type takes in a narrower one (decimals aside). */
const numericOrder: readonly TypeKind[] = ["byte", "short", "integer", "long", "float", "double"];

const MAX_PRECISION = 38;

/** The decimals that hold every value of a whole-number type. */
const integralDigits: { readonly [K in TypeKind]?: number } = { byte: 3, short: 5, integer: 10, long: 20 };

export function isNumeric(type: DataType): boolean {
  return numericOrder.includes(type.kind) || type.kind === "decimal";
}

export function isIntegral(type: DataType): boolean {
  return integralDigits[type.kind] !== undefined;
}

export function isDatetime(type: DataType): boolean {
  return type.kind === "date" || type.kind === "timestamp" || type.kind === "timestamp_ntz";
}

export function isInterval(type: DataType): boolean {
  return type.kind === "daytime" || type.kind === "yearmonth" || type.kind === "interval";
}

export function isAtomic(type: DataType): boolean {
  return !["array", "map", "struct", "void", "variant", "interval"].includes(type.kind);
}

export function castTo(expression: Expression, type: DataType): Expression {
  return sameType(typeOf(expression), type) ? expression : cast(expression, type, false);
}

/** The decimal that holds a whole-number type's values; a decimal as it is. */
export function asDecimal(type: DataType): DecimalType | undefined {
  if (type.kind === "decimal") return type;
  const digits = integralDigits[type.kind];
  return digits === undefined ? undefined : DecimalType(digits, 0);
}

/** The decimal that holds both: as many digits before and behind the point as either has, at most 38 in all. */
export function widerDecimal(a: DecimalType, b: DecimalType): DecimalType {
  const scale = Math.max(a.scale, b.scale);
  const whole = Math.max(a.precision - a.scale, b.precision - b.scale);
  return boundedDecimal(whole + scale, scale);
}

/** Spark's DecimalType.bounded: digits beyond 38 are cut off the precision. */
export function boundedDecimal(precision: number, scale: number): DecimalType {
  return DecimalType(Math.min(precision, MAX_PRECISION), Math.min(scale, MAX_PRECISION));
}

/** The type two operands are brought to without a loss, strings aside: Spark's findTightestCommonType and its wider forms. */
function tightestType(a: DataType, b: DataType, ansi: boolean): DataType | undefined {
  const inner: Widen = (x, y) => tightestType(x, y, ansi);
  if (sameType(a, b))
    return a.kind === "struct" || a.kind === "array" || a.kind === "map" ? nestedType(a, b, inner) : a;
  if (a.kind === "void") return b;
  if (b.kind === "void") return a;
  const [x, y] = [numericOrder.indexOf(a.kind), numericOrder.indexOf(b.kind)];
  if (x >= 0 && y >= 0) {
    const wider = x > y ? a : b;
    // Under ANSI a FLOAT and a whole number meet at DOUBLE.
    return ansi && wider.kind === "float" && a.kind !== b.kind ? DoubleType : wider;
  }
  if (a.kind === "decimal" || b.kind === "decimal") {
    const [left, right] = [asDecimal(a), asDecimal(b)];
    if (left && right) return widerDecimal(left, right);
    return isNumeric(a) && isNumeric(b) ? DoubleType : undefined;
  }
  if (isDatetime(a) && isDatetime(b)) return a.kind === "date" ? b : b.kind === "date" ? a : TimestampType;
  if (a.kind === "daytime" && b.kind === "daytime")
    return DayTimeIntervalType(Math.min(a.start, b.start), Math.max(a.end, b.end));
  if (a.kind === "yearmonth" && b.kind === "yearmonth")
    return YearMonthIntervalType(Math.min(a.start, b.start), Math.max(a.end, b.end));
  return nestedType(a, b, inner);
}

type Widen = (a: DataType, b: DataType) => DataType | undefined;

function nestedType(a: DataType, b: DataType, widen: Widen): DataType | undefined {
  if (a.kind === "array" && b.kind === "array") {
    const element = widen(a.elementType, b.elementType);
    return element && ArrayType(element, a.containsNull || b.containsNull);
  }
  if (a.kind === "map" && b.kind === "map") {
    const [key, value] = [widen(a.keyType, b.keyType), widen(a.valueType, b.valueType)];
    return key && value && MapType(key, value, a.valueContainsNull || b.valueContainsNull);
  }
  if (a.kind !== "struct" || b.kind !== "struct" || a.fields.length !== b.fields.length) return undefined;
  const fields: StructField[] = [];
  for (const [i, field] of a.fields.entries()) {
    const other = b.fields[i]!;
    const type = widen(field.dataType, other.dataType);
    if (!type || field.name.toLowerCase() !== other.name.toLowerCase()) return undefined;
    fields.push(new StructField(field.name, type, field.nullable || other.nullable));
  }
  return new StructType(fields);
}

/** The type that two expressions are brought to (operators, CASE, UNION, arrays …); undefined when there is none. */
export function commonType(a: DataType, b: DataType, ansi = true): DataType | undefined {
  const tightest = tightestType(a, b, ansi);
  if (tightest) return tightest;
  if (a.kind === "string") return stringMeets(b, ansi);
  if (b.kind === "string") return stringMeets(a, ansi);
  return nestedType(a, b, (x, y) => commonType(x, y, ansi));
}

/** ANSI: a string next to another type is read as that type, integers as BIGINT, fractions as DOUBLE. Else all are text. */
function stringMeets(other: DataType, ansi: boolean): DataType | undefined {
  if (!ansi)
    return isAtomic(other) && other.kind !== "boolean" && other.kind !== "binary"
      ? { kind: "string" }
      : undefined;
  if (isIntegral(other)) return LongType;
  if (isNumeric(other)) return DoubleType;
  return isAtomic(other) ? other : undefined;
}

/** The common type of any number of expressions. */
export function commonTypeOf(expressions: readonly Expression[], ansi = true): DataType | undefined {
  let type: DataType | undefined;
  // Strings are brought in last, as Spark does: what the others meet at decides.
  const types = expressions.map(typeOf);
  const ordered = [
    ...types.filter(each => each.kind === "string"),
    ...types.filter(each => each.kind !== "string"),
  ];
  for (const next of ordered) {
    type = type === undefined ? next : commonType(type, next, ansi);
    if (type === undefined) return undefined;
  }
  return type;
}

/** The argument as a function's parameter takes it, cast implicitly; undefined when it may not be. */
export function implicitCast(argument: Expression, type: DataType, ansi: boolean): Expression | undefined {
  const actual = typeOf(argument);
  if (sameType(actual, type) || actual.kind === "void") return castTo(argument, type);
  if (actual.kind === "string") return isAtomic(type) ? castTo(argument, type) : undefined;
  if (type.kind === "string") return isAtomic(actual) ? castTo(argument, type) : undefined;
  if (isNumeric(actual) && isNumeric(type)) return castTo(argument, type);
  const wider = commonType(actual, type, ansi);
  return wider && sameType(wider, type) ? castTo(argument, type) : undefined;
}

/** Both operands as one type. @throws AnalysisException DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES */
export function coerceOperands(
  name: string,
  args: readonly Expression[],
  ansi = true,
): { args: readonly Expression[]; type: DataType } {
  const [left, right] = args as [Expression, Expression];
  const type = commonType(typeOf(left), typeOf(right), ansi);
  if (!type)
    throw mismatch(
      "BINARY_OP_DIFF_TYPES",
      name,
      args,
      `the left and right operands of the binary operator have incompatible types ("${sqlName(typeOf(left))}" and "${sqlName(typeOf(right))}").`,
    );
  return { args: [castTo(left, type), castTo(right, type)], type };
}

/** All arguments as their common type. @throws AnalysisException DATATYPE_MISMATCH.DATA_DIFF_TYPES */
export function coerceAlike(
  name: string,
  args: readonly Expression[],
  ansi = true,
): { args: readonly Expression[]; type: DataType } {
  const type = commonTypeOf(args, ansi);
  if (!type)
    throw mismatch(
      "DATA_DIFF_TYPES",
      name,
      args,
      `Input to \`${name}\` should all be the same type, but it's (${args.map(each => `"${sqlName(typeOf(each))}"`).join(" or ")}).`,
    );
  return { args: args.map(argument => castTo(argument, type)), type };
}

const ordinals = ["first", "second", "third", "fourth", "fifth"];

export function ordinal(index: number): string {
  return ordinals[index] ?? `${index + 1}th`;
}

export function mismatch(
  errorClass: string,
  name: string,
  args: readonly Expression[],
  why: string,
): AnalysisException {
  return new AnalysisException(
    `DATATYPE_MISMATCH.${errorClass}`,
    `Cannot resolve "${callSql(name, args.map(sqlText))}" due to data type mismatch: ${why}`,
    "42K09",
  );
}

/** @throws AnalysisException WRONG_NUM_ARGS */
export function expectCount(name: string, args: readonly Expression[], least: number, most = least): void {
  if (args.length >= least && args.length <= most) return;
  const expected =
    least === most
      ? `${least}`
      : most === Number.POSITIVE_INFINITY
        ? `> ${least - 1}`
        : `[${Array.from({ length: most - least + 1 }, (_, i) => least + i).join(", ")}]`;
  throw new SparkError(
    "WRONG_NUM_ARGS.WITHOUT_SUGGESTION",
    `The \`${name}\` requires ${expected} parameters but the actual number is ${args.length}. Please, refer to 'https://spark.apache.org/docs/latest/sql-ref-functions.html' for a fix.`,
    "42605",
  );
}
