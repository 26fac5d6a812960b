import { eventTimeOf } from "../../plan/nodes/event-time.js";
import { outputOf } from "../../plan/nodes/inspect.js";
import type { Aggregate } from "../../plan/nodes/logical-plan.js";
import type { Value } from "../../types/index.js";
import { aggregatorOf, callsOf, finishGroups, type Groups, groupRows } from "../operators/group-rows.js";
import { type Executable, inBatches, type StreamCompiler } from "../operators/operator.js";
import { joinSessions, otherKeys, type Session, sessionGroups, sessionOf } from "../operators/sessions.js";
import { StateRows, typesText } from "./state-rows.js";
import type { StatefulOperator } from "./stateful-operator.js";

/**
 * GROUP BY `session_window` over a stream: each key keeps its open sessions. Append puts a session out when the watermark has
 * passed its end, complete puts out all.
 * @param position of the session among the groupings
 */
export function sessionAggregate(plan: Aggregate, position: number, compiler: StreamCompiler): Executable {
  const group = groupRows(plan, compiler.compile(plan.child), compiler);
  const width = plan.groupings.length;
  const isComplete = compiler.stateful.outputMode === "complete";
  const operator = compiler.stateful.addOperator({
    name: "sessionWindowStateStoreSaveExec",
    plan,
    stores: { default: typesText(outputOf(plan)) },
    actsOnWatermark: !isComplete,
  });
  const expires = !isComplete && eventTimeOf(plan.child) !== undefined;
  const aggregators = callsOf(plan).map(call => aggregatorOf(call, compiler.context));
  const kept = new KeptSessions(operator, expires);
  const finished = (found: Parameters<typeof sessionGroups>[0]) =>
    finishGroups(plan, sessionGroups(found, position, width, aggregators));
  return async function* (leaves) {
    const groups = await group(leaves);
    for (const { keys, sessions } of arrived(groups, position, operator))
      kept.put(keys, joinSessions([...kept.get(keys), ...sessions], aggregators));
    if (isComplete) yield* inBatches(kept.all(width - 1), finished);
    else if (operator.eviction !== undefined)
      yield* inBatches(kept.takeClosed(operator.eviction, width - 1), finished);
  };
}

/** A batch's sessions by key, without those that are late. */
function arrived(groups: Groups, position: number, operator: StatefulOperator) {
  const rows = new StateRows();
  const byKey = new Map<string, { readonly keys: Value[]; readonly sessions: Session[] }>();
  for (let i = 0; i < groups.size; i++) {
    const session = sessionOf(groups, position, i);
    if (operator.late !== undefined && Number(session.end) <= operator.late) {
      operator.rowsDropped++;
      continue;
    }
    const keys = otherKeys(groups, position, i);
    const text = rows.key(keys).toString("latin1");
    const known = byKey.get(text);
    if (known) known.sessions.push(session);
    else byKey.set(text, { keys, sessions: [session] });
  }
  return byKey.values();
}

interface KeySession {
  readonly keys: Value[];
  readonly session: Session;
}

/** The open sessions of each key, in one entry of the store, which expires with the first of them. */
class KeptSessions {
  private readonly rows = new StateRows();

  constructor(
    private readonly operator: StatefulOperator,
    private readonly expires: boolean,
  ) {}

  get(keys: readonly Value[]): Session[] {
    const value = this.operator.store.get(this.rows.key(keys));
    return value ? this.rows.readValue<Session[]>(value) : [];
  }

  put(keys: readonly Value[], sessions: readonly Session[]): void {
    const first = Math.min(...sessions.map(session => Number(session.end)));
    this.operator.store.put(this.rows.key(keys), this.rows.value(sessions), this.expires ? first : undefined);
    this.operator.rowsUpdated++;
  }

  *all(width: number): Iterable<KeySession> {
    for (const { key, value } of this.operator.store.entries()) {
      const keys = this.rows.readKey(key, width);
      for (const session of this.rows.readValue<Session[]>(value)) yield { keys, session };
    }
  }

  /** Takes out the sessions that ended at or before `time`. */
  *takeClosed(time: number, width: number): Iterable<KeySession> {
    for (const { key, value } of this.operator.takeExpired(time)) {
      const keys = this.rows.readKey(key, width);
      const sessions = this.rows.readValue<Session[]>(value);
      const open = sessions.filter(session => Number(session.end) > time);
      if (open.length > 0) this.put(keys, open);
      for (const session of sessions) if (Number(session.end) <= time) yield { keys, session };
    }
  }
}
