import type { DataType, Value } from "../../types/index.js";
import type {
  Alias,
  Attribute,
  CallClauses,
  Cast,
  Expression,
  FunctionCall,
  LambdaVariable,
  Literal,
  SortOrder,
  UnresolvedAttribute,
  UnresolvedExtract,
  UnresolvedFunction,
  UnresolvedLambda,
  UnresolvedStar,
  WindowExpression,
  WindowSpec,
} from "./expression.js";

let lastId = 0;

/** Ids are for telling columns apart within a process, and show in `explain` as `name#id`. */
export function nextExpressionId(): number {
  return ++lastId;
}

export const unresolvedAttribute = (nameParts: readonly string[]): UnresolvedAttribute =>
  Object.freeze({ kind: "unresolvedAttribute", nameParts });

export const unresolvedStar = (
  qualifier: readonly string[] = [],
  except: readonly (readonly string[])[] = [],
  replace: readonly Alias[] = [],
): UnresolvedStar => Object.freeze({ kind: "unresolvedStar", qualifier, except, replace });

export const unresolvedFunction = (
  name: string,
  args: readonly Expression[],
  clauses: CallClauses = {},
): UnresolvedFunction => Object.freeze({ kind: "unresolvedFunction", name, args, clauses });

export const unresolvedExtract = (child: Expression, extraction: Expression): UnresolvedExtract =>
  Object.freeze({ kind: "unresolvedExtract", child, extraction });

export const unresolvedLambda = (params: readonly string[], body: Expression): UnresolvedLambda =>
  Object.freeze({ kind: "unresolvedLambda", params, body });

export const attribute = (
  name: string,
  type: DataType,
  nullable: boolean,
  id = nextExpressionId(),
  qualifier: readonly string[] = [],
): Attribute => Object.freeze({ kind: "attribute", name, type, nullable, id, qualifier });

export const literal = (value: Value, type: DataType): Literal =>
  Object.freeze({ kind: "literal", value, type });

export const alias = (child: Expression, name: string, id = nextExpressionId()): Alias =>
  Object.freeze({ kind: "alias", child, name, id });

export const cast = (child: Expression, type: DataType, explicit: boolean, tolerant = false): Cast =>
  Object.freeze({ kind: "cast", child, type, explicit, tolerant });

export const functionCall = (
  name: string,
  args: readonly Expression[],
  type: DataType,
  nullable: boolean,
  sql?: string,
): FunctionCall =>
  Object.freeze({
    kind: "functionCall",
    name,
    args,
    type,
    nullable,
    ...(sql === undefined ? {} : { sql }),
  });

/** NULLs come first in an ascending order and last in a descending one, unless said otherwise. */
export const sortOrder = (child: Expression, ascending = true, nullsFirst = ascending): SortOrder =>
  Object.freeze({ kind: "sortOrder", child, ascending, nullsFirst });

export const windowExpression = (child: Expression, spec: WindowSpec): WindowExpression =>
  Object.freeze({ kind: "windowExpression", child, spec });

export const lambdaVariable = (name: string, type: DataType, nullable: boolean): LambdaVariable =>
  Object.freeze({ kind: "lambdaVariable", name, type, nullable, id: nextExpressionId() });
