import { type DataType, DecimalType, DoubleType, IntegerType, LongType, sqlName } from "../../types/index.js";
import { SparkError } from "../../util/errors.js";
import { literal } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { castTo, isNumeric, mismatch } from "./coercion.js";
import { roundedDecimal } from "./decimal-result.js";
import type { FunctionRow } from "./function-row.js";

const noDigits = literal(0, IntegerType);

/** The number of digits that a constant says; undefined when it is none. */
function constantDigits(scale: Expression): number | null | undefined {
  if (scale.kind === "cast") return constantDigits(scale.child);
  if (scale.kind === "functionCall") {
    const [a, b] = scale.args.map(constantDigits);
    if (typeof a !== "number") return a;
    if (scale.name === "negative") return -a;
    if (typeof b !== "number") return b;
    return scale.name === "+" ? a + b : scale.name === "-" ? a - b : undefined;
  }
  if (scale.kind !== "literal") return undefined;
  if (scale.value === null) return null;
  const value = Number(scale.value);
  return Math.trunc(scale.type.kind === "decimal" ? value / 10 ** scale.type.scale : value);
}

/** Bounded digits as a literal, for the kernel. */
const digitsLiteral = (digits: number | null): Expression => literal(digits, IntegerType);

function round(name: string, doc: string, example: string): FunctionRow {
  return {
    name,
    kind: "scalar",
    usage: `${name}(expr[, d])`,
    doc,
    example,
    arity: [1, 2],
    parameters: ["expr", "d"],
    resolve: given => {
      const [argument, scale = noDigits] = given as [Expression, Expression?];
      const all = [argument, scale];
      const kind = typeOf(argument).kind;
      const operand = kind === "string" || kind === "void" ? castTo(argument, DoubleType) : argument;
      const type = typeOf(operand);
      if (!isNumeric(type))
        throw mismatch(
          "UNEXPECTED_INPUT_TYPE",
          name,
          all,
          `The first parameter requires the "NUMERIC" type, however "${sqlText(argument)}" has the type "${sqlName(type)}".`,
        );
      const digits = constantDigits(scale);
      if (digits === undefined)
        throw mismatch(
          "NON_FOLDABLE_INPUT",
          name,
          all,
          `the input \`scale\` should be a foldable "INT" expression; however, got "${sqlText(scale)}".`,
        );
      return {
        args: [operand, digitsLiteral(digits)],
        type: type.kind === "decimal" ? roundedDecimal(type, digits ?? 0) : type,
        nullable: true,
        sql: `${name}(${all.map(sqlText).join(", ")})`,
      };
    },
  };
}

/** The decimals that numbers are rounded as to digits behind the point. */
const asDecimals: { readonly [K in DataType["kind"]]?: DecimalType } = {
  byte: DecimalType(3, 0),
  short: DecimalType(5, 0),
  integer: DecimalType(10, 0),
  long: DecimalType(20, 0),
  float: DecimalType(14, 7),
  double: DecimalType(30, 15),
  string: DecimalType(38, 18),
};

/** `ceil` and `floor`: whole numbers, or decimals where digits are given. */
function toward(name: string, kernel: "ceil" | "floor", label: string, doc: string): FunctionRow {
  return {
    name,
    kind: "scalar",
    usage: `${name}(expr[, scale])`,
    doc,
    example: `${name}(3.1411, 3)`,
    arity: [1, 2],
    parameters: ["expr", "scale"],
    resolve: given => {
      const [argument, scale] = given as [Expression, Expression?];
      const kind = typeOf(argument).kind;
      if (!isNumeric(typeOf(argument)) && kind !== "string" && kind !== "void")
        throw mismatch(
          "UNEXPECTED_INPUT_TYPE",
          label,
          given,
          `The first parameter requires the ("DOUBLE" or "DECIMAL" or "BIGINT") type, however "${sqlText(argument)}" has the type "${sqlName(typeOf(argument))}".`,
        );
      if (scale === undefined) {
        const fraction = kind === "string" || kind === "void" || kind === "float" || kind === "double";
        const operand = kind === "decimal" ? argument : castTo(argument, fraction ? DoubleType : LongType);
        const type = typeOf(operand);
        const result = type.kind !== "decimal" ? LongType : type.scale === 0 ? type : roundedDecimal(type, 0);
        return {
          args: [operand, noDigits],
          type: result,
          nullable: true,
          kernel,
          sql: `${label}(${sqlText(argument)})`,
        };
      }
      const digits = constantDigits(scale);
      if (digits === undefined)
        throw new SparkError(
          "NON_FOLDABLE_ARGUMENT",
          `The function \`${name}\` requires the parameter \`scale\` to be a foldable expression of the type "INT", but the actual argument is a non-foldable.`,
          "42K08",
        );
      const operand = castTo(argument, asDecimals[kind] ?? typeOf(argument));
      const type = typeOf(operand) as DecimalType;
      return {
        args: [operand, digitsLiteral(digits)],
        type: roundedDecimal(type, digits ?? 0),
        nullable: true,
        kernel,
        sql: `${name}(${given.map(sqlText).join(", ")})`,
      };
    },
  };
}

export const rounding: readonly FunctionRow[] = [
  round("round", "Rounded to digits behind the point, halves away from zero.", "round(2.5, 0)"),
  round("bround", "Rounded to digits behind the point, halves to the even neighbour.", "bround(2.5, 0)"),
  toward("ceil", "ceil", "CEIL", "The next number up without digits behind the point, or with some."),
  toward("ceiling", "ceil", "ceiling", "The next number up without digits behind the point, or with some."),
  toward("floor", "floor", "FLOOR", "The next number down without digits behind the point, or with some."),
];
