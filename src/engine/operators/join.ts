import type { Attribute, Expression } from "../../plan/expressions/expression.js";
import { outputOf } from "../../plan/nodes/inspect.js";
import type { Join } from "../../plan/nodes/logical-plan.js";
import { type ColumnBatch, gather } from "../../types/vector/index.js";
import { compileRow } from "../compile/code.js";
import { compileProjection } from "../compile/projection.js";
import type { KernelContext } from "../kernels/kernel.js";
import { splitCondition } from "./join-condition.js";
import { type GroupKey, keyOf } from "./key.js";
import { allRows, type Compiler, type Executable } from "./operator.js";

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
      const candidatesOf = candidates(leftKeys(batch));
      const matches = matchesOf(batch, build);
      const l: number[] = [];
      const r: number[] = [];
      for (let i = 0; i < batch.length; i++) {
        let found = false;
        for (const j of candidatesOf(i)) {
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
      }
      if (l.length > 0) yield pairs(batch, filters ? null : build, Int32Array.from(l), Int32Array.from(r));
    }
    if (!keepsRight) return;
    const alone = Int32Array.from({ length: build.length }, (_, j) => j).filter(j => matched[j] === 0);
    if (alone.length === 0) return;
    const nulls = {
      length: 0,
      columns: mine.map(column =>
        gather(
          {
            type: column.type,
            length: 0,
            get: () => null,
            take: () => {
              throw new Error("no rows");
            },
          },
          new Int32Array(alone.length).fill(-1),
        ),
      ),
    };
    yield {
      length: alone.length,
      columns: [...nulls.columns, ...build.columns.map(column => column.take(alone))],
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

/** The right side's rows by key; NULL in a key never matches. */
function hashRows(
  build: ColumnBatch,
  keys: ColumnBatch,
): (probe: ColumnBatch) => (row: number) => readonly number[] {
  if (keys.columns.length === 0) {
    const all = Array.from({ length: build.length }, (_, j) => j);
    return () => () => all;
  }
  const rows = new Map<GroupKey, number[]>();
  const key = keyOf(keys.columns);
  for (let j = 0; j < build.length; j++) {
    if (keys.columns.some(column => column.get(j) === null)) continue;
    const k = key(j);
    const list = rows.get(k);
    if (list) list.push(j);
    else rows.set(k, [j]);
  }
  return probe => {
    const probeKey = keyOf(probe.columns);
    return i => (probe.columns.some(column => column.get(i) === null) ? [] : (rows.get(probeKey(i)) ?? []));
  };
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
