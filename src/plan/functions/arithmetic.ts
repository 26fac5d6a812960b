import { type DataType, type DecimalType, DoubleType, LongType, sqlName } from "../../types/index.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { castTo, commonType, isIntegral, isInterval, isNumeric, mismatch } from "./coercion.js";
import { datetimeArithmetic } from "./datetime-arithmetic.js";
import { decimalResult } from "./decimal-result.js";
import type { FunctionRow, ResolveContext, ResolvedCall } from "./function-row.js";
import { decimalOperand, stringsAsNumbers } from "./numeric-operands.js";

type Resolve = (args: readonly Expression[], context: ResolveContext) => ResolvedCall;

const accepted = '("NUMERIC" or "INTERVAL DAY TO SECOND" or "INTERVAL YEAR TO MONTH" or "INTERVAL")';
const acceptedByDiv = '("BIGINT" or "DECIMAL" or "INTERVAL YEAR TO MONTH" or "INTERVAL DAY TO SECOND")';
const acceptedNumbers = '"NUMERIC"';

function operator(name: string, doc: string, example: string): FunctionRow {
  return {
    name,
    kind: "scalar",
    usage: `expr1 ${name} expr2`,
    doc,
    example,
    arity: [2, 2],
    parameters: ["expr1", "expr2"],
    resolve: (args, context) => binary(name, args, context),
  };
}

/** An operator over numbers and intervals, dates and timestamps where they take part. */
function binary(name: string, args: readonly Expression[], context: ResolveContext): ResolvedCall {
  const [left, right] = args as [Expression, Expression];
  const special = datetimeArithmetic(name, left, right, context.ansi);
  return special ?? numeric(name, stringsAsNumbers(left, right, context.ansi), context);
}

function numeric(
  name: string,
  operands: readonly [Expression, Expression],
  { ansi }: ResolveContext,
): ResolvedCall {
  const [left, right] = name === "div" ? (operands.map(asLong) as [Expression, Expression]) : operands;
  const [a, b] = [typeOf(left), typeOf(right)];
  const resultOf = decimalResult[name];
  if ((a.kind === "decimal" && isExact(b)) || (b.kind === "decimal" && isExact(a))) {
    const pair = [decimalOperand(left, right), decimalOperand(right, left)] as const;
    const [x, y] = pair.map(typeOf) as [DecimalType, DecimalType];
    return { args: pair, type: resultOf ? resultOf(x, y) : LongType, ...nullability(name, ansi) };
  }
  // What div makes BIGINT meets no fraction, nor does one fraction meet another; a DECIMAL becomes a DOUBLE.
  const apart =
    name === "div" && a.kind !== b.kind && [a, b].some(isFraction) && ![a.kind, b.kind].every(isDivided);
  const common = apart ? undefined : meet(a, b, ansi);
  if (!common)
    throw mismatch(
      "BINARY_OP_DIFF_TYPES",
      name,
      [left, right],
      `the left and right operands of the binary operator have incompatible types ("${sqlName(a)}" and "${sqlName(b)}").`,
    );
  const type = common.kind === "void" ? (name === "div" ? LongType : DoubleType) : common;
  const fractional = name === "/" && isNumeric(type);
  if (!takes(name, type))
    throw mismatch(
      "BINARY_OP_WRONG_TYPE",
      name,
      [left, right],
      `the binary operator requires the input type ${name === "div" ? acceptedByDiv : "+-".includes(name) ? accepted : acceptedNumbers}, not "${sqlName(type)}".`,
    );
  const operandType = fractional ? DoubleType : type;
  return {
    args: [castTo(left, operandType), castTo(right, operandType)],
    type: name === "div" ? LongType : operandType,
    ...nullability(name, ansi),
  };
}

/** Without ANSI, a division by zero and a sum of decimals out of range are NULL. */
function nullability(name: string, ansi: boolean): { nullable?: true } {
  return !ansi || !"+-*".includes(name) ? { nullable: true } : {};
}

function isFraction({ kind }: DataType): boolean {
  return kind === "float" || kind === "double";
}

const isDivided = (kind: string): boolean => kind === "decimal" || kind === "double";

function isExact(type: DataType): boolean {
  return type.kind === "decimal" || type.kind === "void" || isIntegral(type);
}

function asLong(operand: Expression): Expression {
  return isIntegral(typeOf(operand)) ? castTo(operand, LongType) : operand;
}

/** What two operands meet at; strings, dates and whatever else stay as they are. */
function meet(a: DataType, b: DataType, ansi: boolean): DataType | undefined {
  if (a.kind === b.kind && !isInterval(a) && a.kind !== "decimal") return a;
  const numbers = [a, b].every(type => isNumeric(type) || type.kind === "void");
  const intervals = [a, b].every(type => isInterval(type) || type.kind === "void");
  return numbers || intervals ? commonType(a, b, ansi) : undefined;
}

function takes(name: string, type: DataType): boolean {
  if (name === "div") return ["long", "decimal", "daytime", "yearmonth"].includes(type.kind);
  return isNumeric(type) || (isInterval(type) && "+-".includes(name));
}

/** `-x`, `+x`, `abs(x)`: of the argument's own type. */
function unary(
  name: string,
  doc: string,
  example: string,
  details: {
    readonly kernel?: string;
    readonly calendar?: boolean;
    readonly sql?: (arg: string) => string;
  } = {},
): FunctionRow {
  const { kernel, calendar = true, sql = (arg: string) => `${name}(${arg})` } = details;
  return {
    name,
    kind: "scalar",
    usage: `${name}(expr)`,
    doc,
    example,
    arity: [1, 1],
    parameters: ["expr"],
    resolve: ([argument]) => {
      const given = typeOf(argument!);
      const operand =
        given.kind === "string" || given.kind === "void" ? castTo(argument!, DoubleType) : argument!;
      const type = typeOf(operand);
      if (!isNumeric(type) && !(isInterval(type) && (calendar || type.kind !== "interval"))) {
        const wanted = calendar ? accepted : accepted.replace(' or "INTERVAL")', ")");
        throw mismatch(
          "UNEXPECTED_INPUT_TYPE",
          name,
          [argument!],
          `The first parameter requires the ${wanted} type, however "${sqlText(argument!)}" has the type "${sqlName(type)}".`,
        );
      }
      return { args: [operand], type, sql: sql(sqlText(argument!)), ...(kernel ? { kernel } : {}) };
    },
  };
}

const minus = operator("-", "The difference; with one operand, the number with the other sign.", "2 - 1");
const unaryMinus = unary("-", "", "", { kernel: "negative", sql: arg => `(- ${arg})` });

/** The operator with NULL for what would be an error. */
function tolerant(name: string, of: string, example: string): FunctionRow {
  return {
    name,
    kind: "scalar",
    usage: `${name}(left, right)`,
    doc: `As \`left ${of} right\`, but NULL where that is an error.`,
    example,
    arity: [2, 2],
    parameters: ["left", "right"],
    resolve: (args, context) => {
      const call = binary(of, args, { ...context, ansi: true });
      return {
        ...call,
        args: call.args.map(each =>
          each.kind === "cast" && !each.explicit ? { ...each, tolerant: true } : each,
        ),
        kernel: `try:${call.kernel ?? of}`,
        nullable: true,
        sql: `${name}(${args.map(sqlText).join(", ")})`,
      };
    },
  };
}

const named =
  (name: string, of: string): Resolve =>
  (args, context) => {
    const call = binary(of, args, context);
    return { ...call, kernel: call.kernel ?? of, sql: `${name}(${args.map(sqlText).join(", ")})` };
  };

export const arithmetic: readonly FunctionRow[] = [
  operator("+", "The sum.", "1 + 2"),
  {
    ...minus,
    arity: [1, 2],
    resolve: (args, context) => (args.length === 1 ? unaryMinus : minus).resolve(args, context),
  },
  operator("*", "The product.", "2 * 3"),
  operator("/", "The quotient, always fractional.", "3 / 2"),
  operator("%", "The remainder, with the sign of the first.", "2 % 1.8"),
  operator("div", "The quotient without its fraction, a BIGINT.", "3 div 2"),
  {
    ...operator("mod", "The remainder, with the sign of the first.", "mod(2, 1.8)"),
    usage: "mod(expr1, expr2)",
    resolve: named("mod", "%"),
  },
  {
    ...operator("pmod", "The remainder, never negative for a positive divisor.", "pmod(-10, 3)"),
    usage: "pmod(expr1, expr2)",
  },
  unary("negative", "The number with the other sign.", "negative(1)"),
  unary("positive", "The number itself.", "positive(1)", { sql: arg => `(+ ${arg})` }),
  unary("abs", "The number without its sign.", "abs(-1)", { calendar: false }),
  tolerant("try_add", "+", "try_add(2147483647, 1)"),
  tolerant("try_subtract", "-", "try_subtract(-2147483648, 1)"),
  tolerant("try_multiply", "*", "try_multiply(-2147483648, 10)"),
  tolerant("try_divide", "/", "try_divide(1, 0)"),
  tolerant("try_mod", "%", "try_mod(1, 0)"),
];
