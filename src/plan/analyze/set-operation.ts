import { sqlName } from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import { alias, literal } from "../expressions/create.js";
import type { Attribute } from "../expressions/expression.js";
import { castTo, commonType, ordinal } from "../functions/coercion.js";
import { project, union } from "../nodes/create.js";
import { outputOf } from "../nodes/inspect.js";
import type { LogicalPlan, SetOperation, Union } from "../nodes/logical-plan.js";
import { renumber } from "./renumber.js";

/** The children with their columns of the same types, and in the same order where they go by name. */
export function alignUnion(plan: Union, children: readonly LogicalPlan[], ansi: boolean): Union {
  const ordered = plan.byName ? byName(children, plan.allowMissingColumns) : children;
  return union(sameTypes(ordered, "UNION", ansi));
}

export function resolveSetOperation(
  plan: SetOperation,
  left: LogicalPlan,
  right: LogicalPlan,
  ansi: boolean,
): SetOperation {
  const [a, b] = sameTypes([left, right], plan.operation === "intersect" ? "INTERSECT" : "EXCEPT", ansi);
  return Object.freeze({ ...plan, left: a!, right: b! });
}

function sameTypes(children: readonly LogicalPlan[], operator: string, ansi: boolean): LogicalPlan[] {
  const outputs = children.map(outputOf);
  const width = outputs[0]!.length;
  for (const [i, output] of outputs.entries())
    if (output.length !== width)
      throw new AnalysisException(
        "NUM_COLUMNS_MISMATCH",
        `${operator} can only be performed on inputs with the same number of columns, but the first input has ${width} columns and the ${ordinal(i)} input has ${output.length} columns.`,
        "42826",
      );
  const types = outputs[0]!.map((first, column) =>
    outputs.slice(1).reduce((type, output, i) => {
      const common = commonType(type, output[column]!.type, ansi);
      if (common) return common;
      throw new AnalysisException(
        "INCOMPATIBLE_COLUMN_TYPE",
        `${operator} can only be performed on tables with compatible column types. The ${ordinal(column)} column of the ${ordinal(i + 1)} table is "${sqlName(output[column]!.type)}" type which is not compatible with "${sqlName(type)}" at the same column of the first table.`,
        "42825",
      );
    }, first.type),
  );
  return children.map((child, i) => {
    const casts = outputs[i]!.map((column, c) => {
      const fitted = castTo(column, types[c]!);
      return fitted === column ? column : alias(fitted, column.name);
    });
    return casts.every((each, c) => each === outputs[i]![c]) ? child : project(casts, child);
  });
}

function byName(children: readonly LogicalPlan[], allowMissing: boolean): LogicalPlan[] {
  const has = (columns: readonly Attribute[], name: string) =>
    columns.find(each => each.name.toLowerCase() === name.toLowerCase());
  const names = outputOf(children[0]!).map(column => column.name);
  if (allowMissing)
    for (const child of children.slice(1))
      for (const column of outputOf(child))
        if (!names.some(name => name.toLowerCase() === column.name.toLowerCase())) names.push(column.name);
  return children.map((original, i) => {
    const child = i > 0 ? renumber(original) : original;
    const output = outputOf(child);
    if (!allowMissing && output.length !== names.length)
      throw new AnalysisException(
        "NUM_COLUMNS_MISMATCH",
        `UNION can only be performed on inputs with the same number of columns, but the first input has ${names.length} columns and the ${ordinal(i)} input has ${output.length} columns.`,
        "42826",
      );
    return project(
      names.map(name => {
        const found = has(output, name);
        if (found) return found;
        const elsewhere = children.map(each => has(outputOf(each), name)).find(each => each);
        if (allowMissing && elsewhere) return alias(literal(null, elsewhere.type), name);
        throw new AnalysisException(
          "UNRESOLVED_COLUMN_AMONG_FIELD_NAMES",
          `Cannot resolve column name "${name}" among (${output.map(each => each.name).join(", ")}).`,
          "42703",
        );
      }),
      child,
    );
  });
}
