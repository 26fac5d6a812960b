import { AnalysisException } from "../../util/errors.js";
import type { Expression, SortOrder, WindowFrame, WindowSpec } from "../expressions/expression.js";
import type { Scope } from "./scope.js";

/** Functions that number rows: they take no frame, and run over the rows up to the current one. */
const ranking = new Set(["row_number", "rank", "dense_rank", "percent_rank", "cume_dist", "ntile"]);

/** A window's specification with its names looked up; its frame depends on the function over it. */
export function resolveWindow(
  spec: WindowSpec,
  scope: Scope,
  resolve: (expression: Expression) => Expression,
): (child: Expression) => WindowSpec {
  const named = spec.name === undefined ? undefined : findWindow(spec.name, scope);
  const partitionBy = (spec.partitionBy.length > 0 ? spec.partitionBy : (named?.partitionBy ?? [])).map(
    resolve,
  );
  const orderBy = (spec.orderBy.length > 0 ? spec.orderBy : (named?.orderBy ?? [])).map(
    order => resolve(order) as SortOrder,
  );
  const given = spec.frame ?? named?.frame ?? null;
  const bound = (edge: WindowFrame["lower"]) => (typeof edge === "string" ? edge : resolve(edge));
  const frame = given && { ...given, lower: bound(given.lower), upper: bound(given.upper) };
  return child => ({ partitionBy, orderBy, frame: frameOf(child, frame, orderBy.length > 0) });
}

function frameOf(child: Expression, given: WindowFrame | null, isOrdered: boolean): WindowFrame {
  const toCurrent: WindowFrame = { unit: "rows", lower: "unboundedPreceding", upper: "currentRow" };
  if (child.kind === "functionCall" && ranking.has(child.name)) {
    if (!isOrdered)
      throw new AnalysisException(
        null,
        `Window function ${child.name}() requires window to be ordered, please add ORDER BY clause. For example SELECT ${child.name}()(value_expr) OVER (PARTITION BY window_partition ORDER BY window_ordering) from table`,
      );
    return child.name === "cume_dist" ? { ...toCurrent, unit: "range" } : toCurrent;
  }
  if (child.kind === "functionCall" && (child.name === "lead" || child.name === "lag")) {
    const offset = child.args[1]!;
    return { unit: "rows", lower: offset, upper: offset };
  }
  if (given) return given;
  return isOrdered ? { ...toCurrent, unit: "range" } : { ...toCurrent, upper: "unboundedFollowing" };
}

function findWindow(name: string, { windows = {} }: Scope): WindowSpec {
  const found = Object.entries(windows).find(([each]) => each.toLowerCase() === name.toLowerCase());
  if (found) return found[1];
  throw new AnalysisException(
    "MISSING_WINDOW_SPECIFICATION",
    `Window specification is not defined in the WINDOW clause for \`${name}\`. For more information about WINDOW clauses, please refer to 'https://spark.apache.org/docs/latest/sql-ref-syntax-qry-select-window.html'.`,
    "42P20",
  );
}
