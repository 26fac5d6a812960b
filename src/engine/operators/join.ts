import type { Attribute, Expression } from "../../plan/expressions/expression.js";
import { outputOf } from "../../plan/nodes/inspect.js";
import type { Join } from "../../plan/nodes/logical-plan.js";
import { type ColumnBatch, ConstantVector, gather, nullsOf } from "../../types/vector/index.js";
import { compileRow } from "../compile/code.js";
import { compileProjection } from "../compile/projection.js";
import { keyIndex } from "../hash-table/key-index.js";
import type { KernelContext } from "../kernels/kernel.js";
import { splitCondition } from "./join-condition.js";
import { allRows, BATCH_ROWS, type Compiler, type Executable } from "./operator.js";

/** Rows on the right side that take so long to try for one on the left that others need their turn between. */
const LONG_BUILD = 1000;

/** A join: the right side is hashed by the condition's equalities, the left streams past; without one, every pair is tried. */
export function joinOperator(plan: Join, compiler: Compiler): Executable {
  const [left, right] = [compiler.compile(plan.left), compiler.compile(plan.right)];
  const [mine, theirs] = [outputOf(plan.left), outputOf(plan.right)];
  const { equalities, rest } = splitCondition(plan);
  const leftKeys = compileProjection(
    equalities.map(pair => pair[0]),
    mine,
    compiler.context,
  );
  const rightKeys = compileProjection(
    equalities.map(pair => pair[1]),
    theirs,
    compiler.context,
  );
  const matchesOf = residual(rest, mine, theirs, compiler.context);
  const keepsLeft = plan.type === "left" || plan.type === "full";
  const keepsRight = plan.type === "right" || plan.type === "full";
  const filters = plan.type === "leftSemi" || plan.type === "leftAnti";
  return async function* (leaves) {
    const build = await allRows(right, plan.right, leaves);
    const candidates = hashRows(build, rightKeys(build));
    const matched = new Uint8Array(build.length);
    for await (const batch of left(leaves)) {
      const { firstOf, next } = candidates(leftKeys(batch));
      const matches = matchesOf(batch, build);
      const l: number[] = [];
      const r: number[] = [];
      const isLong = build.length > LONG_BUILD;
      for (let i = 0; i < batch.length; i++) {
        const turn = isLong || i % BATCH_ROWS === 0 ? compiler.context.pace?.turn() : undefined;
        if (turn) await turn;
        let found = false;
        for (let j = firstOf(i); j >= 0; j = next[j]!) {
          if (!matches(i, j)) continue;
          found = true;
          if (filters) break;
          matched[j] = 1;
          l.push(i);
          r.push(j);
        }
        if (filters ? found === (plan.type === "leftSemi") : keepsLeft && !found) {
          l.push(i);
          r.push(-1);
        }
        if (l.length < BATCH_ROWS) continue;
        yield pairs(
          batch,
          filters ? null : build,
          Int32Array.from(l.splice(0)),
          Int32Array.from(r.splice(0)),
        );
      }
      if (l.length > 0) yield pairs(batch, filters ? null : build, Int32Array.from(l), Int32Array.from(r));
    }
    if (!keepsRight) return;
    const alone = Int32Array.from({ length: build.length }, (_, j) => j).filter(j => matched[j] === 0);
    if (alone.length === 0) return;
    yield {
      length: alone.length,
      columns: [
        ...mine.map(column => new ConstantVector(column.type, null, alone.length)),
        ...build.columns.map(column => column.take(alone)),
      ],
    };
  };
}

function pairs(left: ColumnBatch, right: ColumnBatch | null, l: Int32Array, r: Int32Array): ColumnBatch {
  return {
    length: l.length,
    columns: [
      ...left.columns.map(column => column.take(l)),
      ...(right?.columns.map(column => gather(column, r)) ?? []),
    ],
  };
}

/** The right side's rows by key, each chained to the next of its key; NULL in a key never matches. */
function hashRows(build: ColumnBatch, keys: ColumnBatch): (probe: ColumnBatch) => Candidates {
  const index = keyIndex(keys.columns.map(column => column.type));
  const keyOf = index.assign(keys.columns, build.length);
  const first = new Int32Array(Math.max(1, index.size)).fill(-1);
  const next = new Int32Array(build.length);
  const nulls = keys.columns.map(nullsOf);
  for (let j = build.length - 1; j >= 0; j--) {
    if (nulls.some(each => each?.[j])) continue;
    next[j] = first[keyOf[j]!]!;
    first[keyOf[j]!] = j;
  }
  return probe => {
    const keyOfProbe = index.find(probe.columns, probe.length);
    return { firstOf: i => (keyOfProbe[i]! < 0 ? -1 : first[keyOfProbe[i]!]!), next };
  };
}

/** The rows that a row may match: a first one, and the next one of each; -1 behind the last. */
interface Candidates {
  readonly firstOf: (row: number) => number;
  readonly next: Int32Array;
}

/** Whether a pair of rows meets the part of the condition that hashing has not seen to. */
function residual(
  rest: readonly Expression[],
  mine: readonly Attribute[],
  theirs: readonly Attribute[],
  context: KernelContext,
): (left: ColumnBatch, right: ColumnBatch) => (i: number, j: number) => boolean {
  if (rest.length === 0) return () => () => true;
  const compiled = rest.map(condition => compileRow(condition, [...mine, ...theirs], context));
  return (left, right) => {
    let [i, j] = [0, 0];
    const columns = [
      ...left.columns.map(column => ({ get: () => column.get(i) })),
      ...right.columns.map(column => ({ get: () => column.get(j) })),
    ];
    const conditions = compiled.map(bind => bind(columns));
    return (x, y) => {
      [i, j] = [x, y];
      return conditions.every(condition => condition(0) === true);
    };
  };
}
