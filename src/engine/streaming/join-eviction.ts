import type { Attribute, Expression } from "../../plan/expressions/expression.js";
import { delayOf, eventTimeOf, eventTimesOf } from "../../plan/nodes/event-time.js";
import type { Join } from "../../plan/nodes/logical-plan.js";
import { splitCondition } from "../operators/join-condition.js";

/**
 * When a row that one side of a stream–stream join keeps can find no partner any more: when the time in its join key, or
 * the event time in the row, less what the condition allows, is no later than the watermark.
 */
export type SideEviction =
  | { readonly by: "key"; readonly position: number }
  | { readonly by: "row"; readonly column: Attribute; readonly offsetMs: number };

export interface JoinEviction {
  readonly left?: SideEviction;
  readonly right?: SideEviction;
}

/** What lets the sides of a stream–stream join forget rows (Spark's `StreamingJoinHelper`). */
export function joinEviction(plan: Join): JoinEviction {
  const { equalities, rest } = splitCondition(plan);
  const [left, right] = [eventTimesOf(plan.left), eventTimesOf(plan.right)];
  let position = equalities.findIndex(([mine]) => delayOf(mine, left) !== undefined);
  if (position < 0) position = equalities.findIndex(([, theirs]) => delayOf(theirs, right) !== undefined);
  if (position >= 0) return { left: { by: "key", position }, right: { by: "key", position } };
  const [mine, theirs] = [eventTimeOf(plan.left), eventTimeOf(plan.right)];
  if (!mine || !theirs) return {};
  return {
    ...sideEviction("left", mine, mine, theirs, rest),
    ...sideEviction("right", theirs, mine, theirs, rest),
  };
}

function sideEviction(
  name: "left" | "right",
  column: Attribute,
  mine: Attribute,
  theirs: Attribute,
  conditions: readonly Expression[],
): JoinEviction {
  const bounds = conditions.flatMap(condition => {
    const difference = lowerBound(condition, mine, theirs);
    if (!difference) return [];
    // `difference` is at least 0: it bounds a side from below where that side counts once, and the other against it.
    const [own, other] =
      name === "left" ? [difference.left, difference.right] : [difference.right, difference.left];
    return own === 1 && other === -1 ? [-difference.constant] : [];
  });
  if (bounds.length === 0) return {};
  return { [name]: { by: "row", column, offsetMs: Math.floor(Math.max(...bounds) / 1000) } };
}

/** `left × the left time + right × the right time + constant`, in microseconds. */
interface Linear {
  readonly left: number;
  readonly right: number;
  readonly constant: number;
}

/** What a comparison says to be at least 0. */
function lowerBound(condition: Expression, mine: Attribute, theirs: Attribute): Linear | undefined {
  if (condition.kind !== "functionCall" || !["<", "<=", ">", ">="].includes(condition.name)) return undefined;
  const [a, b] = condition.args.map(each => linear(each, mine, theirs));
  if (!a || !b) return undefined;
  return condition.name.startsWith(">") ? add(a, b, -1) : add(b, a, -1);
}

const add = (a: Linear, b: Linear, sign: 1 | -1): Linear => ({
  left: a.left + sign * b.left,
  right: a.right + sign * b.right,
  constant: a.constant + sign * b.constant,
});

function linear(expression: Expression, mine: Attribute, theirs: Attribute): Linear | undefined {
  switch (expression.kind) {
    case "attribute":
      if (expression.id === mine.id) return { left: 1, right: 0, constant: 0 };
      return expression.id === theirs.id ? { left: 0, right: 1, constant: 0 } : undefined;
    case "cast":
      return linear(expression.child, mine, theirs);
    case "literal": {
      const constant = microsOf(expression.value, expression.type.kind);
      return constant === undefined ? undefined : { left: 0, right: 0, constant };
    }
    case "functionCall": {
      const sign = signs[expression.name];
      const [a, b] = expression.args.map(each => linear(each, mine, theirs));
      return sign && a && b ? add(a, b, sign) : undefined;
    }
    default:
      return undefined;
  }
}

const signs: Readonly<Record<string, 1 | -1>> = {
  add_interval: 1,
  "+": 1,
  subtract_interval: -1,
  subtract_timestamps: -1,
  "-": -1,
};

/** Numbers beside times are seconds. */
function microsOf(value: unknown, kind: string): number | undefined {
  if (kind === "daytime") return Number(value);
  if (kind === "interval") {
    const [months, days, micros] = value as readonly [number, number, bigint];
    return months === 0 ? days * 86_400_000_000 + Number(micros) : undefined;
  }
  return typeof value === "number" || typeof value === "bigint" ? Number(value) * 1_000_000 : undefined;
}
