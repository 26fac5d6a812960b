import type { DataType, Value } from "../../types/index.js";
import type {
  Alias,
  Attribute,
  Cast,
  Expression,
  FunctionCall,
  Literal,
  UnresolvedAttribute,
  UnresolvedFunction,
  UnresolvedStar,
} from "./expression.js";

let lastId = 0;

/** Ids are for telling columns apart within a process, and show in `explain` as `name#id`. */
function nextExpressionId(): number {
  return ++lastId;
}

export const unresolvedAttribute = (nameParts: readonly string[]): UnresolvedAttribute =>
  Object.freeze({ kind: "unresolvedAttribute", nameParts });

export const unresolvedStar: UnresolvedStar = Object.freeze({ kind: "unresolvedStar" });

export const unresolvedFunction = (name: string, args: readonly Expression[]): UnresolvedFunction =>
  Object.freeze({ kind: "unresolvedFunction", name, args });

export const attribute = (
  name: string,
  type: DataType,
  nullable: boolean,
  id = nextExpressionId(),
): Attribute => Object.freeze({ kind: "attribute", name, type, nullable, id });

export const literal = (value: Value, type: DataType): Literal =>
  Object.freeze({ kind: "literal", value, type });

export const alias = (child: Expression, name: string, id = nextExpressionId()): Alias =>
  Object.freeze({ kind: "alias", child, name, id });

export const cast = (child: Expression, type: DataType, explicit: boolean): Cast =>
  Object.freeze({ kind: "cast", child, type, explicit });

export const functionCall = (
  name: string,
  args: readonly Expression[],
  type: DataType,
  nullable: boolean,
): FunctionCall => Object.freeze({ kind: "functionCall", name, args, type, nullable });
