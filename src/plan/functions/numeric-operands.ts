import { DecimalType, DoubleType, LongType } from "../../types/index.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { asDecimal, castTo, isAtomic, isIntegral, isInterval, isNumeric } from "./coercion.js";

/** A string beside a number is read as one: under ANSI as BIGINT or DOUBLE, as the other is; else as DOUBLE. */
export function stringsAsNumbers(
  left: Expression,
  right: Expression,
  ansi: boolean,
): [Expression, Expression] {
  const kinds = [left, right].map(each => typeOf(each).kind);
  if (ansi && kinds.includes("string") && kinds.includes("float"))
    return [castTo(left, DoubleType), castTo(right, DoubleType)];
  return [readAsNumber(left, right, ansi), readAsNumber(right, left, ansi)];
}

function readAsNumber(operand: Expression, other: Expression, ansi: boolean): Expression {
  if (typeOf(operand).kind !== "string") return operand;
  const type = typeOf(other);
  if (!ansi) return isNumeric(type) || type.kind === "string" ? castTo(operand, DoubleType) : operand;
  if (!isNumeric(type)) return isAtomic(type) && !isInterval(type) ? castTo(operand, type) : operand;
  return castTo(operand, isIntegral(type) ? LongType : DoubleType);
}

/** An operand as a decimal beside another: a whole number's literal has only the digits it needs. */
export function decimalOperand(operand: Expression, other: Expression): Expression {
  const type = typeOf(operand);
  if (type.kind === "void") return castTo(operand, typeOf(other));
  if (operand.kind === "literal" && isIntegral(type) && type.kind !== "byte" && operand.value !== null) {
    const digits = String(operand.value).replace("-", "").length;
    return castTo(operand, DecimalType(digits, 0));
  }
  return castTo(operand, asDecimal(type)!);
}
