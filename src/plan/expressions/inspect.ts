import { type DataType, VoidType } from "../../types/index.js";
import { attribute } from "./create.js";
import type { Attribute, Expression, NamedExpression } from "./expression.js";

/** The type of a resolved expression. */
export function typeOf(expression: Expression): DataType {
  switch (expression.kind) {
    case "alias":
      return typeOf(expression.child);
    case "attribute":
    case "literal":
    case "cast":
    case "functionCall":
      return expression.type;
    default:
      return VoidType;
  }
}

/** Whether a resolved expression may be NULL. */
export function isNullable(expression: Expression): boolean {
  switch (expression.kind) {
    case "attribute":
    case "functionCall":
      return expression.nullable;
    case "literal":
      return expression.value === null;
    case "alias":
    case "cast":
      return isNullable(expression.child);
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
