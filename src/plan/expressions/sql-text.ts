import { literalSql } from "../../types/display/literal-sql.js";
import { sqlName } from "../../types/index.js";
import { callSql } from "./call-sql.js";
import type { Expression, ExpressionCases, FrameBound, SortOrder, WindowSpec } from "./expression.js";
import { matchExpression } from "./expression.js";

/** The name Spark gives an unnamed column: `upper(user)`, `(n + 1)`, `CAST(n AS STRING)` within a larger expression. */
export function columnName(expression: Expression): string {
  // A cast at the top keeps the name of the column under it, and so does a field of a struct or a variant.
  if (expression.kind === "cast" && expression.explicit) {
    const child = expression.child;
    const isPath = child.kind === "functionCall" && child.name === "variant_path";
    if (child.kind === "attribute" || (child.kind === "cast" && child.explicit) || isField(child) || isPath)
      return columnName(child);
  }
  if (isField(expression)) return sqlText(expression.args[1]!);
  return sqlText(expression);
}

function isField(expression: Expression): expression is Extract<Expression, { kind: "functionCall" }> {
  return expression.kind === "functionCall" && expression.name === "get_struct_field";
}

/** An expression as SQL, with plain column names and without the casts that coercion added. */
export function sqlText(expression: Expression): string {
  return matchExpression(expression, texts, undefined);
}

const list = (expressions: readonly Expression[]) => expressions.map(sqlText).join(", ");

const texts: ExpressionCases<string, undefined> = {
  unresolvedAttribute: ({ nameParts }) => nameParts.join("."),
  unresolvedStar: ({ qualifier }) => [...qualifier, "*"].join("."),
  unresolvedFunction: ({ name, args, clauses }) =>
    clauses.distinct ? `${name}(DISTINCT ${list(args)})` : callSql(name, args.map(sqlText)),
  unresolvedExtract: ({ child, extraction }) => `${sqlText(child)}[${sqlText(extraction)}]`,
  unresolvedParameter: ({ parameter }) => (typeof parameter === "string" ? `:${parameter}` : "?"),
  unresolvedLambda: ({ params, body }) => `lambdafunction(${[sqlText(body), ...params].join(", ")})`,
  attribute: ({ name }) => name,
  alias: ({ child, name }) => `${sqlText(child)} AS ${name}`,
  multiAlias: ({ child }) => sqlText(child),
  literal: ({ value, type }) => literalSql(value, type, "UTC"),
  cast: ({ child, type, explicit, tolerant }) => {
    // Spark does not show casts to nested types.
    if (!explicit || ["array", "map", "struct"].includes(type.kind)) return sqlText(child);
    return `${tolerant ? "TRY_CAST" : "CAST"}(${sqlText(child)} AS ${sqlName(type)})`;
  },
  functionCall: ({ name, args, sql }) => sql ?? callSql(name, args.map(sqlText)),
  aggregateCall: ({ name, args, sql, distinct, filter }) => {
    const call = sql ?? `${name}(${list(args)})`;
    // The text was made of the arguments alone: DISTINCT goes behind the opening parenthesis.
    const marked = distinct ? call.replace("(", "(DISTINCT ") : call;
    return filter ? `${marked} FILTER (WHERE ${sqlText(filter)})` : marked;
  },
  generatorCall: ({ name, args }) => `${name}(${list(args)})`,
  udfCall: ({ name, args }) => `${name}(${list(args)})`,
  sortOrder: order => orderText(order),
  windowExpression: ({ child, spec }) => `${sqlText(child)} OVER (${windowText(spec)})`,
  lambdaFunction: ({ body, params }) =>
    `lambdafunction(${[sqlText(body), ...params.map(sqlText)].join(", ")})`,
  lambdaVariable: () => "namedlambdavariable()",
  subquery: ({ form, values }) =>
    form === "scalar"
      ? "scalarsubquery()"
      : form === "exists"
        ? "exists()"
        : `(${list(values)} IN (listquery()))`,
};

function orderText({ child, ascending, nullsFirst }: SortOrder): string {
  return `${sqlText(child)} ${ascending ? "ASC" : "DESC"} NULLS ${nullsFirst ? "FIRST" : "LAST"}`;
}

function windowText({ partitionBy, orderBy, frame }: WindowSpec): string {
  const parts: string[] = [];
  if (partitionBy.length > 0) parts.push(`PARTITION BY ${list(partitionBy)}`);
  if (orderBy.length > 0) parts.push(`ORDER BY ${orderBy.map(orderText).join(", ")}`);
  if (frame)
    parts.push(`${frame.unit.toUpperCase()} BETWEEN ${boundText(frame.lower)} AND ${boundText(frame.upper)}`);
  return parts.join(" ");
}

function boundText(bound: FrameBound): string {
  switch (bound) {
    case "unboundedPreceding":
      return "UNBOUNDED PRECEDING";
    case "unboundedFollowing":
      return "UNBOUNDED FOLLOWING";
    case "currentRow":
      return "CURRENT ROW";
    default: {
      const isBefore = bound.kind === "functionCall" && bound.name === "negative";
      return isBefore ? `${sqlText(bound.args[0]!)} PRECEDING` : `${sqlText(bound)} FOLLOWING`;
    }
  }
}
