import { join } from "../nodes/create.js";
import type { JoinType, LogicalPlan } from "../nodes/logical-plan.js";
import type { Cursor } from "./cursor.js";
import { identifierList } from "./names.js";

const types: Readonly<Record<string, JoinType>> = {
  JOIN: "inner",
  "INNER JOIN": "inner",
  "CROSS JOIN": "cross",
  "LEFT JOIN": "left",
  "LEFT OUTER JOIN": "left",
  "RIGHT JOIN": "right",
  "RIGHT OUTER JOIN": "right",
  "FULL JOIN": "full",
  "FULL OUTER JOIN": "full",
  "SEMI JOIN": "leftSemi",
  "LEFT SEMI JOIN": "leftSemi",
  "ANTI JOIN": "leftAnti",
  "LEFT ANTI JOIN": "leftAnti",
};

const firstWords: ReadonlySet<string> = new Set(Object.keys(types).map(words => words.split(" ")[0]!));

export interface JoinAhead {
  readonly type: JoinType;
  readonly natural: boolean;
}

/** Whether a join comes next, and of which type. */
export function joinAhead(cursor: Cursor): JoinAhead | undefined {
  const natural = cursor.is("NATURAL");
  const first = natural ? 1 : 0;
  if (!firstWords.has(cursor.peek(first).symbol)) return natural ? { type: "inner", natural } : undefined;
  for (const length of [3, 2, 1]) {
    const words = Array.from({ length }, (_, i) => cursor.peek(first + i).symbol).join(" ");
    if (Object.hasOwn(types, words)) return { type: types[words]!, natural };
  }
  return { type: "inner", natural };
}

/** The join of what is on the left with the table that follows. */
export function joined(
  cursor: Cursor,
  left: LogicalPlan,
  { type, natural }: JoinAhead,
  table: (cursor: Cursor) => LogicalPlan,
): LogicalPlan {
  cursor.accept("NATURAL");
  while (!cursor.is("JOIN") && (firstWords.has(cursor.symbol) || cursor.is("OUTER"))) cursor.take();
  if (natural) cursor.expect("JOIN");
  else cursor.expectOrMissing("JOIN");
  const lateral = cursor.accept("LATERAL");
  const right = table(cursor);
  if (natural) return join(left, right, type, { using: "natural", lateral });
  if (cursor.accept("ON"))
    return join(left, right, type, { condition: cursor.rules.expression(cursor), lateral });
  if (cursor.accept("USING")) return join(left, right, type, { using: identifierList(cursor), lateral });
  return join(left, right, type, { lateral });
}
