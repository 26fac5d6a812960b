import { floorDivide } from "../../types/calendar.js";
import { powerOfTen } from "../../types/decimal-value.js";
import { BooleanType, type DataType, DoubleType, LongType, sqlName } from "../../types/index.js";
import { literal } from "../expressions/create.js";
import type { Expression, Literal } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { castTo, coerceOperands, isAtomic, isIntegral, isInterval, isNumeric, mismatch } from "./coercion.js";
import type { FunctionRow } from "./function-row.js";

function operator(name: string, doc: string, alwaysKnown = false): FunctionRow {
  return {
    name,
    kind: "scalar",
    usage: `expr1 ${name} expr2`,
    doc,
    example: `2 ${name} 1`,
    arity: [2, 2],
    parameters: ["expr1", "expr2"],
    resolve: (given, { ansi }) => {
      const operands = wholeNumberBounds(name, given) ?? given;
      const { args, type } = coerceOperands(
        name,
        ansi ? checked(name, operands) : textAsOther(name, checked(name, operands)),
        ansi,
      );
      if (!isOrderable(type))
        throw mismatch(
          "INVALID_ORDERING_TYPE",
          name,
          operands,
          `The \`${name}\` does not support ordering on type "${sqlName(type)}".`,
        );
      return { args, type: BooleanType, ...(alwaysKnown ? { nullable: false } : {}) };
    },
  };
}

function isOrderable(type: DataType): boolean {
  switch (type.kind) {
    case "map":
    case "interval":
    case "variant":
      return false;
    case "array":
      return isOrderable(type.elementType);
    case "struct":
      return type.fields.every(field => isOrderable(field.dataType));
    default:
      return true;
  }
}

/** A bound with digits behind the point is for whole numbers the next whole one: `n > 1.1` is `n > 1`. */
function wholeNumberBounds(name: string, operands: readonly Expression[]): readonly Expression[] | undefined {
  const [left, right] = operands as [Expression, Expression];
  const upward = (bound: Literal, up: boolean) => {
    const unit = powerOfTen(bound.type.kind === "decimal" ? bound.type.scale : 0);
    const value = bound.value as bigint;
    const whole = up ? -floorDivide(-value, unit) : floorDivide(value, unit);
    if (BigInt.asIntN(64, whole) !== whole) return undefined;
    const small = BigInt.asIntN(32, whole) === whole;
    return small ? literal(Number(whole), { kind: "integer" }) : literal(whole, LongType);
  };
  const isBound = (each: Expression): each is Literal =>
    each.kind === "literal" && each.type.kind === "decimal" && each.value !== null;
  const roundsUp: Readonly<Record<string, boolean>> = { ">": false, ">=": true, "<": true, "<=": false };
  if (!Object.hasOwn(roundsUp, name)) return undefined;
  if (isIntegral(typeOf(left)) && isBound(right)) {
    const bound = upward(right, roundsUp[name]!);
    return bound && [left, bound];
  }
  if (isIntegral(typeOf(right)) && isBound(left)) {
    const bound = upward(left, !roundsUp[name]!);
    return bound && [bound, right];
  }
  return undefined;
}

/** Text is not read as an interval, and nested values are compared only with those of their type. */
function checked(name: string, operands: readonly Expression[]): readonly Expression[] {
  const [a, b] = operands.map(typeOf) as [DataType, DataType];
  const text = (a.kind === "string" && isInterval(b)) || (b.kind === "string" && isInterval(a));
  const nested = a.kind === "array" && b.kind === "array" && a.elementType.kind !== b.elementType.kind;
  if (text || (nested && a.elementType.kind !== "void" && b.elementType.kind !== "void"))
    throw mismatch(
      "BINARY_OP_DIFF_TYPES",
      name,
      operands,
      `the left and right operands of the binary operator have incompatible types ("${sqlName(a)}" and "${sqlName(b)}").`,
    );
  return operands;
}

/** Without ANSI, text is read as what it is compared with, and numbers equal booleans as 0 and 1. */
function textAsOther(name: string, operands: readonly Expression[]): readonly Expression[] {
  const [left, right] = operands as [Expression, Expression];
  const [a, b] = [typeOf(left), typeOf(right)];
  const read = (text: Expression, other: DataType) =>
    isAtomic(other) ? castTo(text, other.kind === "decimal" ? DoubleType : other) : text;
  if (a.kind === "string" && b.kind !== "string") return [read(left, b), right];
  if (b.kind === "string" && a.kind !== "string") return [left, read(right, a)];
  if (!name.includes("=") || name.length === 2) return operands;
  if (a.kind === "boolean" && isNumeric(b)) return [castTo(left, b), right];
  if (b.kind === "boolean" && isNumeric(a)) return [left, castTo(right, a)];
  return operands;
}

export const comparison: readonly FunctionRow[] = [
  operator("=", "Whether both are equal."),
  operator("<=>", "Whether both are equal, two NULLs too; never NULL.", true),
  operator("<", "Whether the first is less."),
  operator("<=", "Whether the first is less or equal."),
  operator(">", "Whether the first is greater."),
  operator(">=", "Whether the first is greater or equal."),
];
