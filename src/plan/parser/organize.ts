import { SparkError } from "../../util/errors.js";
import { sortOrder } from "../expressions/create.js";
import type { Expression, WindowSpec } from "../expressions/expression.js";
import { limit as limited, node, offset as skipped, sort } from "../nodes/create.js";
import type { LogicalPlan } from "../nodes/logical-plan.js";
import type { Cursor } from "./cursor.js";
import { plainIdentifier } from "./names.js";
import { sortItems } from "./sort.js";
import { windowSpec } from "./window.js";

/** What may stand after a whole query: ORDER BY and its kin, WINDOW, LIMIT, OFFSET. */
export function organize(cursor: Cursor, query: LogicalPlan): LogicalPlan {
  let plan = query;
  const order = cursor.token;
  if (cursor.accept("ORDER", "BY")) {
    const orders = cursor.blaming(order, () => sortItems(cursor));
    plan = sort(orders, plan);
  }
  // Which partition a row is in does not show in a result; only the order within one does.
  if (cursor.accept("CLUSTER", "BY")) {
    const orders = cursor.commaSeparated(() => sortOrder(cursor.rules.expression(cursor)));
    plan = sort(orders, plan);
  }
  if (cursor.accept("DISTRIBUTE", "BY")) cursor.commaSeparated(() => cursor.rules.expression(cursor));
  if (cursor.accept("SORT", "BY")) plan = sort(sortItems(cursor), plan);
  const windows = windowClause(cursor);
  if (windows) plan = node({ kind: "withWindows", windows, child: plan });
  const limit = cursor.is("LIMIT") ? count(cursor, "limit") : undefined;
  const offset = cursor.is("OFFSET") ? count(cursor, "offset") : undefined;
  if (offset !== undefined) plan = skipped(offset, plan);
  return limit === undefined ? plan : limited(limit, plan);
}

/** `WINDOW w AS (…), …` */
export function windowClause(cursor: Cursor): Readonly<Record<string, WindowSpec>> | undefined {
  if (!cursor.is("WINDOW")) return undefined;
  const named = cursor.blaming(cursor.take(), () =>
    cursor.commaSeparated(() => {
      const name = plainIdentifier(cursor);
      cursor.expect("AS");
      return [name, windowSpec(cursor)] as const;
    }),
  );
  return Object.freeze(Object.fromEntries(named));
}

/** The number after LIMIT or OFFSET; undefined for LIMIT ALL. */
function count(cursor: Cursor, clause: "limit" | "offset"): number | undefined {
  cursor.take();
  if (clause === "limit" && cursor.accept("ALL")) return undefined;
  const first = cursor.token;
  const value = constant(cursor.rules.expression(cursor));
  const typed = cursor.sql.slice(first.start, cursor.previous.stop + 1);
  if (value === undefined)
    throw new SparkError(
      "INVALID_LIMIT_LIKE_EXPRESSION.IS_UNFOLDABLE",
      `The limit like expression "${typed}" is invalid. The ${clause} expression must evaluate to a constant value.`,
      "42K0E",
    );
  return Number(value);
}

const arithmetic: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
};

function constant(expression: Expression): bigint | undefined {
  if (expression.kind === "cast") return constant(expression.child);
  if (expression.kind === "literal")
    return /^(byte|short|integer|long)$/.test(expression.type.kind)
      ? BigInt(expression.value as number)
      : undefined;
  if (expression.kind !== "unresolvedFunction" || !Object.hasOwn(arithmetic, expression.name))
    return undefined;
  const [a, b] = expression.args.map(constant);
  return a === undefined || b === undefined ? undefined : arithmetic[expression.name]!(a, b);
}
