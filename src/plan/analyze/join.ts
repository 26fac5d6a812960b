import { sqlName } from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import { alias, unresolvedFunction } from "../expressions/create.js";
import type { Attribute, Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { join, project } from "../nodes/create.js";
import { outputOf } from "../nodes/inspect.js";
import type { Join, LogicalPlan } from "../nodes/logical-plan.js";
import { resolveExpression } from "./resolve-expression.js";
import { type Scope, unresolvedColumn } from "./scope.js";

const same = (name: string) => (column: Attribute) => column.name.toLowerCase() === name.toLowerCase();

/** A join of analyzed sides. USING becomes a condition, and a projection that shows its columns once, first. */
export function resolveJoin(
  plan: Join,
  left: LogicalPlan,
  right: LogicalPlan,
  scopeOver: (input: readonly Attribute[]) => Scope,
  outer: readonly Attribute[],
): LogicalPlan {
  const [mine, theirs] = [outputOf(left), outputOf(right)];
  const lateral = plan.lateral ? { lateral: true, lateralOuter: outer } : {};
  const names =
    plan.using === "natural"
      ? mine.filter(column => theirs.some(same(column.name))).map(column => column.name)
      : plan.using;
  const scope = scopeOver([...mine, ...theirs]);
  if (!names) {
    const condition = plan.condition && booleanCondition(resolveExpression(plan.condition, scope));
    return Object.freeze({ ...join(left, right, plan.type, { condition }), ...lateral });
  }
  const pairs = names.map(
    name => [usingColumn(name, mine, "left"), usingColumn(name, theirs, "right")] as const,
  );
  const condition = pairs
    .map(([a, b]) => resolveExpression(unresolvedFunction("=", [a, b]), scope))
    .reduce<Expression | null>(
      (all, each) => (all ? resolveExpression(unresolvedFunction("and", [all, each]), scope) : each),
      null,
    );
  const joined = Object.freeze({ ...join(left, right, plan.type, { condition }), ...lateral });
  const output = outputOf(joined);
  const [l, r] = [output.slice(0, mine.length), output.slice(mine.length)];
  const keys = pairs.map(([a, b]) => {
    const [x, y] = [l.find(each => each.id === a.id)!, r.find(each => each.id === b.id)];
    // Semi and anti joins have the left side's columns only.
    if (!y) return x;
    if (plan.type === "right") return y;
    return plan.type === "full"
      ? alias(resolveExpression(unresolvedFunction("coalesce", [x, y]), scopeOver(output)), a.name)
      : x;
  });
  const rest = (side: readonly Attribute[], i: 0 | 1) =>
    side.filter(column => !pairs.some(pair => pair[i].id === column.id));
  return project([...keys, ...rest(l, 0), ...rest(r, 1)], joined);
}

function usingColumn(name: string, side: readonly Attribute[], which: "left" | "right"): Attribute {
  const found = side.find(same(name));
  if (found) return found;
  if (side.length === 0) throw unresolvedColumn([name], side);
  throw new AnalysisException(
    "UNRESOLVED_USING_COLUMN_FOR_JOIN",
    `USING column \`${name}\` cannot be resolved on the ${which} side of the join. The ${which}-side columns: [${side.map(column => `\`${column.name}\``).join(", ")}].`,
    "42703",
  );
}

function booleanCondition(condition: Expression): Expression {
  const type = typeOf(condition);
  if (type.kind === "boolean" || type.kind === "void") return condition;
  throw new AnalysisException(
    "JOIN_CONDITION_IS_NOT_BOOLEAN_TYPE",
    `The join condition "${sqlText(condition)}" has the invalid type "${sqlName(type)}", expected "BOOLEAN".`,
    "42K0E",
  );
}
