import { unresolvedAttribute } from "../expressions/create.js";
import { node } from "../nodes/create.js";
import type { LogicalPlan, Unpivot } from "../nodes/logical-plan.js";
import type { Cursor } from "./cursor.js";
import { atName, identifier, multipartName, plainIdentifier } from "./names.js";

/** `UNPIVOT (v FOR name IN (a AS x, b))`, `UNPIVOT INCLUDE NULLS ((v, w) FOR name IN ((a, b) AS x, …))` */
export function unpivot(cursor: Cursor, child: LogicalPlan): LogicalPlan {
  cursor.expect("UNPIVOT");
  const includeNulls = cursor.accept("INCLUDE", "NULLS");
  if (!includeNulls) cursor.accept("EXCLUDE", "NULLS");
  cursor.expect("(");
  const several = cursor.is("(");
  const valueNames = several ? cursor.parenthesized(() => identifier(cursor)) : [identifier(cursor)];
  cursor.expectOrMissing("FOR");
  const variableName = identifier(cursor);
  cursor.expect("IN");
  const values = cursor.parenthesized(() => valueColumns(cursor, several));
  cursor.close();
  return node({ kind: "unpivot", ids: null, values, variableName, valueNames, includeNulls, child });
}

function valueColumns(cursor: Cursor, several: boolean): Unpivot["values"][number] {
  const column = () => unresolvedAttribute(multipartName(cursor));
  const columns = several ? cursor.parenthesized(column) : [column()];
  const alias = cursor.accept("AS") || atName(cursor) ? plainIdentifier(cursor) : null;
  return Object.freeze({ columns, alias });
}
