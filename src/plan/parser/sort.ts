import { sortOrder, unresolvedStar } from "../expressions/create.js";
import type { SortOrder } from "../expressions/expression.js";
import type { Cursor } from "./cursor.js";

/** An item of ORDER BY. */
export function sortItem(cursor: Cursor): SortOrder {
  const child = cursor.rules.expression(cursor);
  const ascending = cursor.acceptOneOf(["ASC", "DESC"]) !== "DESC";
  if (!cursor.accept("NULLS")) return sortOrder(child, ascending);
  const place = cursor.acceptOneOf(["FIRST", "LAST"]);
  if (!place) throw cursor.unexpected(["FIRST", "LAST"]);
  return sortOrder(child, ascending, place === "FIRST");
}

/** The items of ORDER BY; ALL is a star. */
export function sortItems(cursor: Cursor): SortOrder[] {
  const items = cursor.commaSeparated(() => sortItem(cursor));
  const [only] = items;
  const isAll =
    items.length === 1 && only!.child.kind === "unresolvedAttribute" && isWordAll(only!.child.nameParts);
  return isAll ? [sortOrder(unresolvedStar(), only!.ascending, only!.nullsFirst)] : items;
}

export const isWordAll = (nameParts: readonly string[]): boolean =>
  nameParts.length === 1 && nameParts[0]!.toUpperCase() === "ALL";
