import type { Attribute, Expression } from "../../plan/expressions/expression.js";
import { typeOf } from "../../plan/expressions/inspect.js";
import { eventTimeOf } from "../../plan/nodes/event-time.js";
import { outputOf } from "../../plan/nodes/inspect.js";
import type { Join, JoinType } from "../../plan/nodes/logical-plan.js";
import type { Value } from "../../types/index.js";
import { type ColumnBatch, columnsOf, rowAt } from "../../types/vector/index.js";
import { compileRow } from "../compile/code.js";
import { compileProjection } from "../compile/projection.js";
import type { KernelContext } from "../kernels/kernel.js";
import { readsOnly, splitCondition } from "../operators/join-condition.js";
import { type Executable, inBatches, type StreamCompiler } from "../operators/operator.js";
import { dropLate, eventMicros } from "./event-time-column.js";
import { joinEviction, type SideEviction } from "./join-eviction.js";
import { type Expiry, JoinSide } from "./join-side.js";
import { typesText } from "./state-rows.js";
import type { StatefulOperator } from "./stateful-operator.js";

type Row = readonly Value[];

/** What one side of the join is made of. */
interface Side {
  readonly name: "left" | "right";
  readonly child: Executable;
  readonly input: readonly Attribute[];
  readonly eventTime: Attribute | undefined;
  readonly keysOf: (batch: ColumnBatch) => ColumnBatch;
  /** What the condition asks of this side's rows alone. */
  readonly admits: (row: Row) => boolean;
  readonly kept: JoinSide;
  readonly eviction: SideEviction | undefined;
  readonly expiryOf: Expiry;
  /** Whether rows without a partner are put out. */
  readonly outer: boolean;
}

/**
 * A join of two streams: a new row meets the rows that the other side has kept, and is kept for those to come, as long
 * as the condition and the watermark leave any possible. What found no partner leaves with NULLs when it is forgotten
 * (Spark's `StreamingSymmetricHashJoinExec`).
 */
export function streamJoin(plan: Join, compiler: StreamCompiler): Executable {
  const { equalities, rest } = splitCondition(plan);
  const eviction = joinEviction(plan);
  const [mine, theirs] = [outputOf(plan.left), outputOf(plan.right)];
  const keyTypes = typesText(equalities.map(([left]) => ({ type: typeOf(left) })));
  const operator = compiler.stateful.addOperator({
    name: "symmetricHashJoin",
    plan,
    stores: {
      left: `${keyTypes}: ${typesText(mine)}`,
      right: `${keyTypes}: ${typesText(theirs)}`,
      "left-keys": keyTypes,
      "right-keys": keyTypes,
    },
    actsOnWatermark: eviction.left !== undefined || eviction.right !== undefined,
  });
  const side = (name: "left" | "right"): Side => {
    const input = outputOf(plan[name]);
    const own = rest.filter(each => readsOnly(each, input));
    return {
      name,
      child: compiler.compile(plan[name]),
      input,
      eventTime: eventTimeOf(plan[name]),
      keysOf: compileProjection(
        equalities.map(pair => pair[name === "left" ? 0 : 1]),
        input,
        compiler.context,
      ),
      admits: rowPredicate(own, input, compiler.context),
      kept: new JoinSide(operator, name),
      eviction: eviction[name],
      expiryOf: expiryOf(eviction[name], input),
      outer: isOuter(plan.type, name),
    };
  };
  const [left, right] = [side("left"), side("right")];
  const mixed = rest.filter(each => !readsOnly(each, mine) && !readsOnly(each, theirs));
  const meets = rowPredicate(mixed, [...mine, ...theirs], compiler.context);
  const join = new Joining(plan.type, left, right, operator, meets);
  const types = outputOf(plan).map(column => column.type);
  const batch = (rows: readonly Row[]) => ({ length: rows.length, columns: columnsOf(types, rows) });
  return async function* (leaves) {
    for (const [own, other] of [
      [left, right],
      [right, left],
    ] as const)
      for await (const arrived of own.child(leaves)) yield* inBatches(join.take(own, other, arrived), batch);
    for (const own of [left, right]) yield* inBatches(join.evict(own, equalities.length), batch);
  };
}

/** One batch's work, with all that a row needs at hand. */
class Joining {
  constructor(
    private readonly type: JoinType,
    private readonly left: Side,
    private readonly right: Side,
    private readonly operator: StatefulOperator,
    private readonly meets: (row: Row) => boolean,
  ) {}

  /** Rows of one side have arrived. */
  *take(side: Side, other: Side, arrived: ColumnBatch): Iterable<Row> {
    const batch = dropLate(arrived, side.input, side.eventTime, this.operator);
    const keys = side.keysOf(batch);
    for (let i = 0; i < batch.length; i++) yield* this.row(side, other, rowAt(keys, i), rowAt(batch, i));
  }

  private *row(side: Side, other: Side, key: Row, row: Row): Iterable<Row> {
    const admitted = side.admits(row);
    let matched = false;
    // NULL equals nothing.
    if (admitted && !key.includes(null))
      for (const partner of other.kept.of(key)) {
        const pair = side.name === "left" ? [...row, ...partner.row] : [...partner.row, ...row];
        if (!this.meets(pair)) continue;
        matched = true;
        if (this.type === "leftSemi") {
          if (side.name === "left") break;
          if (partner.matched) continue;
          yield partner.row;
        } else yield pair;
        if ((other.outer || this.type === "leftSemi") && !partner.matched)
          other.kept.mark(key, partner.index, partner.row, other.expiryOf(key, partner.row));
      }
    if (this.type === "leftSemi" && side.name === "left" && matched) {
      yield row;
      return;
    }
    // Also what is to be forgotten at the end of this batch: a partner may still come in it.
    if (admitted) side.kept.add(key, row, matched, side.expiryOf(key, row));
    else if (side.outer && !matched) yield this.alone(side, row);
  }

  /** All rows have arrived: forgets what can find no partner any more. */
  *evict(side: Side, keyWidth: number): Iterable<Row> {
    const threshold = this.threshold(side);
    if (threshold === undefined) return;
    for (const { row, matched } of side.kept.takeExpired(threshold, keyWidth, side.expiryOf))
      if (side.outer && !matched) yield this.alone(side, row);
  }

  private threshold({ eviction }: Side): number | undefined {
    const { eviction: watermark } = this.operator;
    if (!eviction || watermark === undefined) return undefined;
    return eviction.by === "key" ? watermark : watermark + eviction.offsetMs * 1000;
  }

  private alone(side: Side, row: Row): Row {
    const other = side.name === "left" ? this.right : this.left;
    const nulls = other.input.map(() => null);
    return side.name === "left" ? [...row, ...nulls] : [...nulls, ...row];
  }
}

function isOuter(type: JoinType, name: "left" | "right"): boolean {
  return type === name || type === "full";
}

function expiryOf(eviction: SideEviction | undefined, input: readonly Attribute[]): Expiry {
  if (!eviction) return () => undefined;
  if (eviction.by === "key") return key => eventMicros(key[eviction.position]);
  const at = input.findIndex(column => column.id === eviction.column.id);
  return (_, row) => eventMicros(row[at]);
}

/** Whether conditions hold for a row. */
function rowPredicate(
  conditions: readonly Expression[],
  input: readonly Attribute[],
  context: KernelContext,
): (row: Row) => boolean {
  let current: Row = [];
  const columns = input.map((_, i) => ({ get: () => current[i]! }));
  const holds = conditions.map(condition => compileRow(condition, input, context)(columns));
  return row => {
    current = row;
    return holds.every(condition => condition(0) === true);
  };
}
