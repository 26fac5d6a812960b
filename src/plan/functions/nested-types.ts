import { ArrayType, type DataType, MapType } from "../../types/index.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";

/** An array's elements' type. */
export const elementOf = (expression: Expression): DataType => {
  const type = typeOf(expression);
  return type.kind === "array" ? type.elementType : type;
};

export const asArray = (expression: Expression): ArrayType => {
  const type = typeOf(expression);
  return type.kind === "array" ? type : ArrayType(type);
};

export const asMap = (expression: Expression): MapType => {
  const type = typeOf(expression);
  return type.kind === "map" ? type : MapType(type, type);
};
