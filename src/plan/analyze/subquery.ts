import { BooleanType, sqlName } from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import { alias } from "../expressions/create.js";
import type { Attribute, Expression, SubqueryExpression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { castTo, commonType } from "../functions/coercion.js";
import { project } from "../nodes/create.js";
import { isStreaming, outputOf } from "../nodes/inspect.js";
import type { Scope } from "./scope.js";

/** A subquery analyzed within the query around it, whose columns it may read. */
export function resolveSubquery(
  expression: SubqueryExpression,
  values: readonly Expression[],
  scope: Scope,
): SubqueryExpression {
  const used = new Set<Attribute>();
  let plan = scope.analyzeWithin(expression.plan, scope, used);
  if (isStreaming(plan))
    throw new AnalysisException(
      "INVALID_SUBQUERY_EXPRESSION.STREAMING_QUERY",
      "Invalid subquery: Streaming query is not allowed in subquery expressions.",
      "42823",
    );
  const columns = outputOf(plan);
  if (expression.form === "scalar" && columns.length !== 1)
    throw new AnalysisException(
      "INVALID_SUBQUERY_EXPRESSION.SCALAR_SUBQUERY_RETURN_MORE_THAN_ONE_OUTPUT_COLUMN",
      `Invalid subquery: Scalar subquery must return only one column, but got ${columns.length}.`,
      "42823",
    );
  const type = expression.form === "scalar" ? columns[0]!.type : BooleanType;
  if (expression.form !== "in") return Object.freeze({ ...expression, values, plan, type, outer: [...used] });
  if (columns.length !== values.length)
    throw new AnalysisException(
      "DATATYPE_MISMATCH.IN_SUBQUERY_LENGTH_MISMATCH",
      `Cannot resolve "(${values.length} IN (listquery()))" due to data type mismatch: The number of columns in the left hand side of an IN subquery does not match the number of columns in the output of subquery. Left hand side columns(length: ${values.length}), right hand side columns(length: ${columns.length}).`,
      "42K09",
    );
  const types = columns.map((column, i) => {
    const type = commonType(typeOf(values[i]!), column.type, scope.context.ansi);
    if (type) return type;
    throw new AnalysisException(
      "DATATYPE_MISMATCH.IN_SUBQUERY_DATA_TYPE_MISMATCH",
      `Cannot resolve the IN subquery due to data type mismatch: The data type of one or more elements in the left hand side of an IN subquery is not compatible with the data type of the output of the subquery. Mismatched columns: ["${sqlName(typeOf(values[i]!))}", "${sqlName(column.type)}"].`,
      "42K09",
    );
  });
  plan = project(
    columns.map((column, i) => alias(castTo(column, types[i]!), column.name)),
    plan,
  );
  return Object.freeze({
    ...expression,
    values: values.map((value, i) => castTo(value, types[i]!)),
    plan,
    type: BooleanType,
    outer: [...used],
  });
}
