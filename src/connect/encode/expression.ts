import type { MessageInitShape } from "@bufbuild/protobuf";
import type {
  Attribute,
  CallClauses,
  Expression,
  FrameBound,
  SortOrder,
  WindowFrame,
} from "../../plan/expressions/expression.js";
import { type ExpressionCases, matchExpression } from "../../plan/expressions/expression.js";
import type { RemoteRelation } from "../../plan/nodes/logical-plan.js";
import { parsedFrom } from "../../plan/parser/parse.js";
import { BooleanType, StringType } from "../../types/index.js";
import { UserError } from "../../util/errors.js";
import {
  Expression_Cast_EvalMode as EvalMode,
  type Expression_SortOrderSchema,
  type Expression_Window_WindowFrame_FrameBoundarySchema,
  type ExpressionSchema,
  Expression_Window_WindowFrame_FrameType as FrameType,
  Expression_SortOrder_NullOrdering as NullOrdering,
  Expression_SortOrder_SortDirection as SortDirection,
} from "../proto/generated/expressions_pb.js";
import { tableOf } from "../remote-relation.js";
import { encodeType } from "./data-type.js";
import { encodeLiteral } from "./literal.js";

export type ExpressionInit = MessageInitShape<typeof ExpressionSchema>;
type Body = NonNullable<ExpressionInit["exprType"]>;
type SortOrderInit = MessageInitShape<typeof Expression_SortOrderSchema>;
type BoundInit = MessageInitShape<typeof Expression_Window_WindowFrame_FrameBoundarySchema>;

/** Where an expression stands. */
export interface EncodeScope {
  /** The tables whose columns it sees. */
  readonly inputs: readonly RemoteRelation[];
  /** The parameters of the lambdas around it. */
  readonly variables?: ReadonlySet<string>;
}

/** Functions whose names in our table are not those of Spark's registry. */
const sparkNames: Readonly<Record<string, string>> = { case_when: "when", "==": "=" };

export function encodeExpression(expression: Expression, scope: EncodeScope): ExpressionInit {
  const text = parsedFrom(expression);
  if (text !== undefined) return { exprType: { case: "expressionString", value: { expression: text } } };
  return { exprType: matchExpression(expression, cases, scope) };
}

export function encodeOrder({ child, ascending, nullsFirst }: SortOrder, scope: EncodeScope): SortOrderInit {
  return {
    child: encodeExpression(child, scope),
    direction: ascending ? SortDirection.ASCENDING : SortDirection.DESCENDING,
    nullOrdering: nullsFirst ? NullOrdering.SORT_NULLS_FIRST : NullOrdering.SORT_NULLS_LAST,
  };
}

/** A name in parts as Spark parses it again. */
export const quoted = (parts: readonly string[]): string =>
  parts.map(part => `\`${part.replaceAll("`", "``")}\``).join(".");

const closures = (what: string) =>
  new UserError(
    `${what} cannot run on the cluster: TypeScript stays in this shell. Use Spark's functions or SQL, or collect the rows first.`,
  );

const cases: ExpressionCases<Body, EncodeScope> = {
  unresolvedAttribute: ({ nameParts }, { variables }) =>
    nameParts.length === 1 && variables?.has(nameParts[0]!)
      ? { case: "unresolvedNamedLambdaVariable", value: { nameParts: [...nameParts] } }
      : { case: "unresolvedAttribute", value: { unparsedIdentifier: quoted(nameParts) } },
  unresolvedStar: ({ qualifier }) => ({
    case: "unresolvedStar",
    value: qualifier.length > 0 ? { unparsedTarget: `${quoted(qualifier)}.*` } : {},
  }),
  unresolvedFunction: ({ name, args, clauses }, scope) => encodeCall(name, args, clauses, scope),
  unresolvedExtract: ({ child, extraction }, scope) => extract(child, extraction, scope),
  unresolvedParameter: () => {
    throw new UserError("A parameter marker stands only in spark.sql(text, arguments).");
  },
  unresolvedLambda: ({ params, body }, scope) => ({
    case: "lambdaFunction",
    value: {
      arguments: params.map(name => ({ nameParts: [name] })),
      function: encodeExpression(body, {
        ...scope,
        variables: new Set([...(scope.variables ?? []), ...params]),
      }),
    },
  }),
  attribute: (column, { inputs }) => ({
    case: "unresolvedAttribute",
    value: reference(column, inputs),
  }),
  literal: ({ value, type }) => ({ case: "literal", value: encodeLiteral(value, type) }),
  alias: ({ child, name }, scope) => ({
    case: "alias",
    value: { expr: encodeExpression(child, scope), name: [name] },
  }),
  multiAlias: ({ child, names }, scope) => ({
    case: "alias",
    value: { expr: encodeExpression(child, scope), name: [...names] },
  }),
  cast: ({ child, type, tolerant }, scope) => ({
    case: "cast",
    value: {
      expr: encodeExpression(child, scope),
      castToType: { case: "type", value: encodeType(type) },
      ...(tolerant && { evalMode: EvalMode.TRY }),
    },
  }),
  functionCall: ({ name, args }, scope) =>
    name === "get_struct_field" || name === "get_item"
      ? extract(args[0]!, args[1]!, scope)
      : encodeCall(name, args, {}, scope),
  aggregateCall: ({ name, args, distinct }, scope) => encodeCall(name, args, { distinct }, scope),
  generatorCall: ({ name, args, outer }, scope) =>
    encodeCall(outer ? `${name}_outer` : name, args, {}, scope),
  udfCall: ({ name }) => {
    throw closures(name === "" ? "A function of yours" : `Your function ${name}`);
  },
  sortOrder: (order, scope) => ({ case: "sortOrder", value: encodeOrder(order, scope) }),
  windowExpression: ({ child, spec }, scope) => ({
    case: "window",
    value: {
      windowFunction: encodeExpression(child, scope),
      partitionSpec: spec.partitionBy.map(each => encodeExpression(each, scope)),
      orderSpec: spec.orderBy.map(order => encodeOrder(order, scope)),
      ...(spec.frame && { frameSpec: encodeFrame(spec.frame, scope) }),
    },
  }),
  lambdaFunction: () => {
    throw new Error("an analyzed lambda in a typed plan");
  },
  lambdaVariable: ({ name }) => ({ case: "unresolvedNamedLambdaVariable", value: { nameParts: [name] } }),
  subquery: () => {
    throw new UserError("A subquery stands only in SQL text: give the whole query to spark.sql.");
  },
};

function encodeCall(
  name: string,
  args: readonly Expression[],
  clauses: CallClauses,
  scope: EncodeScope,
): Body {
  if (name === "with_field" || name === "drop_fields") return updateFields(name, args, scope);
  const encoded = args.map((argument, i) => {
    const value = encodeExpression(argument, scope);
    const key = clauses.argNames?.[i];
    return key ? ({ exprType: { case: "namedArgumentExpression", value: { key, value } } } as const) : value;
  });
  if (clauses.ignoreNulls)
    encoded.push({ exprType: { case: "literal", value: encodeLiteral(true, BooleanType) } });
  if (clauses.filter || clauses.withinGroup)
    throw new UserError(`FILTER and WITHIN GROUP stand only in SQL text: use expr("${name}(…) …").`);
  return {
    case: "unresolvedFunction",
    value: {
      functionName: sparkNames[name] ?? name,
      arguments: encoded,
      isDistinct: clauses.distinct ?? false,
    },
  };
}

function updateFields(name: string, [struct, ...rest]: readonly Expression[], scope: EncodeScope): Body {
  const textOf = (expression: Expression) => (expression.kind === "literal" ? String(expression.value) : "");
  const base = encodeExpression(struct!, scope);
  if (name === "with_field")
    return {
      case: "updateFields",
      value: {
        structExpression: base,
        fieldName: textOf(rest[0]!),
        valueExpression: encodeExpression(rest[1]!, scope),
      },
    };
  const dropped = rest.reduce<ExpressionInit>(
    (structExpression, field) => ({
      exprType: { case: "updateFields", value: { structExpression, fieldName: textOf(field) } },
    }),
    base,
  );
  return dropped.exprType!;
}

function extract(child: Expression, extraction: Expression, scope: EncodeScope): Body {
  return {
    case: "unresolvedExtractValue",
    value: { child: encodeExpression(child, scope), extraction: encodeExpression(extraction, scope) },
  };
}

function encodeFrame({ unit, lower, upper }: WindowFrame, scope: EncodeScope) {
  return {
    frameType: unit === "rows" ? FrameType.ROW : FrameType.RANGE,
    lower: encodeBound(lower, scope),
    upper: encodeBound(upper, scope),
  };
}

function encodeBound(bound: FrameBound, scope: EncodeScope): BoundInit {
  if (bound === "currentRow") return { boundary: { case: "currentRow", value: true } };
  if (typeof bound === "string") return { boundary: { case: "unbounded", value: true } };
  return { boundary: { case: "value", value: encodeExpression(bound, scope) } };
}

/**
 * How the server finds a column that is known here by its id: by name where only one has it, else by name within the table
 * that first had it alone.
 */
function reference(column: Attribute, inputs: readonly RemoteRelation[]) {
  const unparsedIdentifier = quoted([column.name]);
  if (isAlone(column, inputs)) return { unparsedIdentifier };
  const owner = ownerOf(column, inputs);
  if (owner) return { unparsedIdentifier, planId: tableOf(owner).planId };
  return { unparsedIdentifier: quoted([...column.qualifier, column.name]) };
}

function isAlone(column: Attribute, inputs: readonly RemoteRelation[]): boolean {
  const named = inputs
    .flatMap(({ output }) => output)
    .filter(each => each.name.toLowerCase() === column.name.toLowerCase());
  return named.length === 1 && named[0]!.id === column.id;
}

function ownerOf(column: Attribute, inputs: readonly RemoteRelation[]): RemoteRelation | undefined {
  for (let level = inputs; level.length > 0; level = level.flatMap(each => tableOf(each).inputs)) {
    const found = level.find(each => isAlone(column, [each]));
    if (found) return found;
  }
  return undefined;
}

/** A plain text as an argument. */
export const textLiteral = (text: string): ExpressionInit => ({
  exprType: { case: "literal", value: encodeLiteral(text, StringType) },
});
