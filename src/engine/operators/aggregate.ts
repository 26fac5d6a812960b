import { typeOf } from "../../plan/expressions/inspect.js";
import type { Aggregate } from "../../plan/nodes/logical-plan.js";
import type { Value } from "../../types/index.js";
import { vectorOf } from "../../types/vector/index.js";
import { keyIndex } from "../hash-table/key-index.js";
import { finishGroups, type Groups, groupRows } from "./group-rows.js";
import type { Compiler, Executable } from "./operator.js";
import {
  joinSessions,
  otherKeys,
  type Session,
  sessionGroups,
  sessionOf,
  sessionPosition,
} from "./sessions.js";

/** GROUP BY over bounded rows. */
export function aggregateOperator(plan: Aggregate, compiler: Compiler): Executable {
  const group = groupRows(plan, compiler.compile(plan.child), compiler);
  const position = sessionPosition(plan);
  return async function* (leaves) {
    const groups = await group(leaves);
    yield finishGroups(plan, position < 0 ? groups : bySessions(plan, groups, position));
  };
}

/** Groups of single rows' sessions, joined where they meet. */
function bySessions(plan: Aggregate, groups: Groups, position: number): Groups {
  const others = groups.keys.filter((_, i) => i !== position);
  const types = plan.groupings.filter((_, i) => i !== position).map(typeOf);
  const columns = others.map((column, i) => vectorOf(types[i]!, column));
  const byKey: { keys: Value[]; sessions: Session[] }[] = [];
  for (const [i, key] of keyIndex(types).assign(columns, groups.size).entries()) {
    byKey[key] ??= { keys: otherKeys(groups, position, i), sessions: [] };
    byKey[key].sessions.push(sessionOf(groups, position, i));
  }
  const aggregators = groups.calls.map(call => call.aggregator);
  const found = byKey.flatMap(({ keys, sessions }) =>
    joinSessions(sessions, aggregators).map(session => ({ keys, session })),
  );
  return sessionGroups(found, position, groups.keys.length, aggregators);
}
