import { isTimeWindow } from "../../plan/expressions/inspect.js";
import type { Aggregate } from "../../plan/nodes/logical-plan.js";
import type { Value } from "../../types/index.js";
import type { Aggregator } from "../aggregates/aggregator.js";
import type { Groups } from "./group-rows.js";

/** A session of a key: from its first row to the gap after its last, with its aggregates' states. */
export interface Session {
  readonly start: bigint;
  readonly end: bigint;
  readonly states: readonly unknown[];
}

/** The place of `session_window` among an aggregate's groupings; -1 when it groups by no session. */
export function sessionPosition({ groupings, child }: Aggregate): number {
  if (child.kind !== "generate" || !isTimeWindow(child.generator)) return -1;
  if (child.generator.name !== "session_window") return -1;
  const [window] = child.output;
  return groupings.findIndex(grouping => {
    const column = grouping.kind === "alias" ? grouping.child : grouping;
    return column.kind === "attribute" && column.id === window!.id;
  });
}

/** The session that a group is, before it is joined with others. */
export function sessionOf({ keys, calls }: Groups, position: number, group: number): Session {
  const [start, end] = keys[position]![group] as readonly Value[];
  return { start: start as bigint, end: end as bigint, states: calls.map(({ states }) => states[group]) };
}

/** Sessions of one key that meet become one, in the order of time. */
export function joinSessions(sessions: readonly Session[], aggregators: readonly Aggregator[]): Session[] {
  const joined: Session[] = [];
  for (const session of [...sessions].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))) {
    const last = joined.at(-1);
    if (!last || session.start > last.end) joined.push(session);
    else
      joined[joined.length - 1] = {
        start: last.start,
        end: session.end > last.end ? session.end : last.end,
        states: aggregators.map((aggregator, i) => aggregator.merge(last.states[i], session.states[i])),
      };
  }
  return joined;
}

/** Groups by sessions as groups again: the keys beside the session stand as they came. */
export function sessionGroups(
  found: readonly { readonly keys: readonly Value[]; readonly session: Session }[],
  position: number,
  width: number,
  aggregators: readonly Aggregator[],
): Groups {
  const keys: Value[][] = Array.from({ length: width }, (_, i) =>
    found.map(({ keys: others, session }) => {
      if (i === position) return [session.start, session.end];
      return others[i < position ? i : i - 1]!;
    }),
  );
  const calls = aggregators.map((aggregator, i) => ({
    aggregator,
    states: found.map(({ session }) => session.states[i]),
  }));
  return { size: found.length, keys, calls };
}

/** A group's keys beside its session. */
export function otherKeys({ keys }: Groups, position: number, group: number): Value[] {
  return keys.flatMap((column, i) => (i === position ? [] : [column[group]!]));
}
