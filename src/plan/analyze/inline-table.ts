import { VoidType } from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import { attribute } from "../expressions/create.js";
import { isNullable } from "../expressions/inspect.js";
import { castTo, commonTypeOf } from "../functions/coercion.js";
import { oneRow } from "../nodes/create.js";
import type { Expand, UnresolvedInlineTable } from "../nodes/logical-plan.js";
import { resolveExpression } from "./resolve-expression.js";
import type { Scope } from "./scope.js";

/** VALUES: each row's expressions over the one row, each column of the type all its rows meet at. */
export function inlineTable({ rows }: UnresolvedInlineTable, scope: Scope): Expand {
  const width = rows[0]?.length ?? 0;
  const resolved = rows.map((row, i) => {
    if (row.length !== width)
      throw new AnalysisException(
        "INVALID_INLINE_TABLE.NUM_COLUMNS_MISMATCH",
        `Invalid inline table. Inline table expected ${width} columns but found ${row.length} columns in row ${i}.`,
        "42000",
      );
    return row.map(each => resolveExpression(each, scope));
  });
  const output = Array.from({ length: width }, (_, i) => {
    const column = resolved.map(row => row[i]!);
    const type = commonTypeOf(column, scope.context.ansi);
    if (!type)
      throw new AnalysisException(
        "INVALID_INLINE_TABLE.INCOMPATIBLE_TYPES_IN_INLINE_TABLE",
        `Invalid inline table. Found incompatible types in the column \`col${i + 1}\` for inline table.`,
        "42000",
      );
    return attribute(`col${i + 1}`, type ?? VoidType, column.some(isNullable));
  });
  const projections = resolved.map(row => row.map((each, i) => castTo(each, output[i]!.type)));
  return Object.freeze({ kind: "expand", projections, output, child: oneRow });
}
