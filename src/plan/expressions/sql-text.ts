import { toPrettyText } from "../../types/display/text.js";
import { sqlName } from "../../types/index.js";
import { callSql } from "./call-sql.js";
import type { Expression } from "./expression.js";

/** The name Spark gives an unnamed column: `upper(user)`, `(n + 1)`, `CAST(n AS STRING)` within a larger expression. */
export function columnName(expression: Expression): string {
  // A cast at the top keeps the name of the column under it.
  if (expression.kind === "cast" && expression.explicit) {
    const child = expression.child;
    if (child.kind === "attribute" || child.kind === "cast") return columnName(child);
  }
  return sqlText(expression);
}

/** An expression as SQL, with plain column names and without the casts that coercion added. */
export function sqlText(expression: Expression): string {
  switch (expression.kind) {
    case "unresolvedAttribute":
      return expression.nameParts.join(".");
    case "unresolvedStar":
      return "*";
    case "attribute":
    case "alias":
      return expression.name;
    case "literal":
      return toPrettyText(expression.value, expression.type, "UTC");
    case "cast":
      return expression.explicit
        ? `CAST(${sqlText(expression.child)} AS ${sqlName(expression.type)})`
        : sqlText(expression.child);
    case "unresolvedFunction":
    case "functionCall":
      return callSql(expression.name, expression.args.map(sqlText));
  }
}
