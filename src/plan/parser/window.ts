import { unresolvedFunction } from "../expressions/create.js";
import type {
  Expression,
  FrameBound,
  SortOrder,
  WindowFrame,
  WindowSpec,
} from "../expressions/expression.js";
import type { Cursor } from "./cursor.js";
import { identifier } from "./names.js";
import { sortItem } from "./sort.js";

/** What follows OVER: a name, or a specification in parentheses. */
export function windowSpec(cursor: Cursor): WindowSpec {
  if (!cursor.is("(")) return reference(identifier(cursor));
  cursor.take();
  if (cursor.peek().symbol === ")" && /word|quoted/.test(cursor.token.kind)) {
    const name = identifier(cursor);
    cursor.close();
    return reference(name);
  }
  const spec = Object.freeze({
    partitionBy: partition(cursor),
    orderBy: order(cursor),
    frame: windowFrame(cursor),
  });
  cursor.close();
  return spec;
}

const reference = (name: string): WindowSpec =>
  Object.freeze({ name, partitionBy: [], orderBy: [], frame: null });

function partition(cursor: Cursor): readonly Expression[] {
  const begins = cursor.acceptOneOf(["PARTITION", "DISTRIBUTE", "CLUSTER"]);
  if (!begins) return [];
  cursor.expect("BY");
  return cursor.commaSeparated(() => cursor.rules.expression(cursor));
}

function order(cursor: Cursor): readonly SortOrder[] {
  if (!cursor.acceptOneOf(["ORDER", "SORT"])) return [];
  cursor.expect("BY");
  return cursor.commaSeparated(() => sortItem(cursor));
}

function windowFrame(cursor: Cursor): WindowFrame | null {
  const unit = cursor.acceptOneOf(["ROWS", "RANGE"]);
  if (!unit) return null;
  const between = cursor.accept("BETWEEN");
  const lower = frameBound(cursor);
  if (between) cursor.expect("AND");
  const upper = between ? frameBound(cursor) : "currentRow";
  return Object.freeze({ unit: unit === "ROWS" ? "rows" : "range", lower, upper });
}

function frameBound(cursor: Cursor): FrameBound {
  if (cursor.accept("UNBOUNDED", "PRECEDING")) return "unboundedPreceding";
  if (cursor.accept("UNBOUNDED", "FOLLOWING")) return "unboundedFollowing";
  if (cursor.accept("CURRENT", "ROW")) return "currentRow";
  const distance = cursor.rules.valueExpression(cursor);
  const side = cursor.acceptOneOf(["PRECEDING", "FOLLOWING"]);
  if (!side) throw cursor.unexpected(["PRECEDING", "FOLLOWING"]);
  // Bounds before the current row are negative.
  return side === "FOLLOWING" ? distance : unresolvedFunction("negative", [distance]);
}
