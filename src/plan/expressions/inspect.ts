import { ArrayType, type DataType, VoidType } from "../../types/index.js";
import { attribute } from "./create.js";
import type { Attribute, Expression, GeneratorCall, NamedExpression } from "./expression.js";

/** The type of a resolved expression. */
export function typeOf(expression: Expression): DataType {
  switch (expression.kind) {
    case "alias":
    case "sortOrder":
    case "windowExpression":
      return typeOf(expression.child);
    case "lambdaFunction":
      return typeOf(expression.body);
    case "attribute":
    case "literal":
    case "cast":
    case "functionCall":
    case "aggregateCall":
    case "udfCall":
    case "lambdaVariable":
      return expression.type;
    case "subquery":
      return expression.type;
    case "generatorCall":
      return isTimeWindow(expression) ? expression.columns[0]!.type : ArrayType(VoidType);
    default:
      return VoidType;
  }
}

/** Whether a resolved expression may be NULL. */
export function isNullable(expression: Expression): boolean {
  switch (expression.kind) {
    case "attribute":
    case "functionCall":
    case "aggregateCall":
    case "lambdaVariable":
      return expression.nullable;
    case "literal":
      return expression.value === null;
    case "cast":
      return expression.tolerant || isNullable(expression.child);
    case "alias":
    case "sortOrder":
    case "windowExpression":
      return isNullable(expression.child);
    case "lambdaFunction":
      return isNullable(expression.body);
    case "subquery":
      return expression.form !== "exists";
    default:
      return true;
  }
}

/** The column that an operator above sees. */
export function toAttribute(expression: NamedExpression): Attribute {
  return expression.kind === "attribute"
    ? expression
    : attribute(expression.name, typeOf(expression), isNullable(expression), expression.id);
}

/** `window(…)` or `session_window(…)`. */
export function isTimeWindow(expression: Expression): expression is GeneratorCall {
  return expression.kind === "generatorCall" && ["time_window", "session_window"].includes(expression.name);
}
