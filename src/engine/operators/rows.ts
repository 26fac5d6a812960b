import type { GeneratorCall } from "../../plan/expressions/expression.js";
import { typeOf } from "../../plan/expressions/inspect.js";
import { outputOf } from "../../plan/nodes/inspect.js";
import type {
  Distinct,
  Expand,
  Generate,
  Range,
  Sample,
  SetOperation,
} from "../../plan/nodes/logical-plan.js";
import { LongType, type Value } from "../../types/index.js";
import { columnsOf, SequenceVector, takeRows } from "../../types/vector/index.js";
import { compileProjection } from "../compile/projection.js";
import { generators } from "../generators/registry.js";
import { keyIndex } from "../hash-table/key-index.js";
import { allRows, BATCH_ROWS, type Compiler, type Executable } from "./operator.js";

export function rangeOperator({ start, end, step }: Range, { context: { pace } }: Compiler): Executable {
  const span = step > 0n ? end - start : start - end;
  const size = step > 0n ? step : -step;
  const total = span > 0n ? Number((span + size - 1n) / size) : 0;
  const rows = async function* () {
    const progress = pace?.scan();
    progress?.expect(total);
    for (let at = 0; at < total; at += BATCH_ROWS) {
      const length = Math.min(BATCH_ROWS, total - at);
      yield { length, columns: [new SequenceVector(LongType, start + BigInt(at) * step, step, length)] };
      progress?.advance(length);
    }
  };
  return () => (pace ? pace.through(rows()) : rows());
}

/** Each row once for each projection; over a batch, projection by projection, but over one row in the order written. */
export function expandOperator(plan: Expand, compiler: Compiler): Executable {
  const child = compiler.compile(plan.child);
  const projections = plan.projections.map(each =>
    compileProjection(each, outputOf(plan.child), compiler.context),
  );
  const types = plan.output.map(column => column.type);
  return async function* (leaves) {
    for await (const batch of child(leaves)) {
      if (batch.length !== 1) {
        for (const apply of projections) yield apply(batch);
        continue;
      }
      const rows = projections.map(apply => apply(batch).columns.map(column => column.get(0)));
      yield {
        length: rows.length,
        columns: columnsOf(types, rows),
      };
    }
  };
}

export function distinctOperator(plan: Distinct, compiler: Compiler): Executable {
  const child = compiler.compile(plan.child);
  const input = outputOf(plan.child);
  const keys = compileProjection(plan.keys ?? input, input, compiler.context);
  return async function* (leaves) {
    const index = keyIndex((plan.keys ?? input).map(typeOf));
    for await (const batch of child(leaves)) {
      let next = index.size;
      const numbers = index.assign(keys(batch).columns, batch.length);
      // New values are numbered in the order of their first rows.
      const rows = new Int32Array(index.size - next);
      for (let i = 0, found = 0; found < rows.length; i++) {
        if (numbers[i] !== next) continue;
        rows[found++] = i;
        next++;
      }
      yield rows.length === batch.length ? batch : takeRows(batch, rows);
    }
  };
}

/** INTERSECT and EXCEPT: the right side's rows are counted, the left's stream past. */
export function setOperator(plan: SetOperation, compiler: Compiler): Executable {
  const [left, right] = [compiler.compile(plan.left), compiler.compile(plan.right)];
  return async function* (leaves) {
    const other = await allRows(right, plan.right, leaves);
    const index = keyIndex(other.columns.map(column => column.type));
    const counts: number[] = [];
    for (const number of index.assign(other.columns, other.length))
      counts[number] = (counts[number] ?? 0) + 1;
    const seen = new Set<number>();
    for await (const batch of left(leaves)) {
      const numbers = index.assign(batch.columns, batch.length);
      const rows: number[] = [];
      for (let i = 0; i < batch.length; i++) {
        const number = numbers[i]!;
        const count = counts[number] ?? 0;
        if (plan.all) {
          if (count > 0) counts[number] = count - 1;
          if (count > 0 === (plan.operation === "intersect")) rows.push(i);
        } else if (!seen.has(number) && count > 0 === (plan.operation === "intersect")) {
          seen.add(number);
          rows.push(i);
        }
      }
      yield takeRows(batch, Int32Array.from(rows));
    }
  };
}

/** Each row beside each row that the generator makes of it. */
export function generateOperator(plan: Generate, compiler: Compiler): Executable {
  const child = compiler.compile(plan.child);
  const call = plan.generator as GeneratorCall;
  const make = Object.hasOwn(generators, call.name) ? generators[call.name] : undefined;
  if (!make) throw new Error(`generator ${call.name} has no code`);
  const inputs = compileProjection(call.args, outputOf(plan.child), compiler.context);
  const generate = make(call.args.map(typeOf), compiler.context);
  const nulls = plan.output.map(() => null);
  const types = plan.output.map(column => column.type);
  return async function* (leaves) {
    for await (const batch of child(leaves)) {
      const args = inputs(batch).columns;
      const from: number[] = [];
      const rows: (readonly Value[])[] = [];
      for (let i = 0; i < batch.length; i++) {
        const made = generate(...args.map(arg => arg.get(i)));
        for (const row of made.length === 0 && plan.outer ? [nulls] : made) {
          from.push(i);
          rows.push(row);
        }
      }
      const kept = takeRows(batch, Int32Array.from(from));
      yield {
        length: rows.length,
        columns: [...kept.columns, ...columnsOf(types, rows)],
      };
    }
  };
}

/** A share of the rows, drawn anew for each run from the seed. */
export function sampleOperator(plan: Sample, compiler: Compiler): Executable {
  const child = compiler.compile(plan.child);
  return async function* (leaves) {
    const random = seededRandom(Number(BigInt.asUintN(32, plan.seed)));
    for await (const batch of child(leaves)) {
      const rows: number[] = [];
      for (let i = 0; i < batch.length; i++) {
        if (!plan.withReplacement) {
          const draw = random();
          if (draw >= plan.lower && draw < plan.upper) rows.push(i);
          continue;
        }
        for (let times = poisson(plan.upper - plan.lower, random); times > 0; times--) rows.push(i);
      }
      yield takeRows(batch, Int32Array.from(rows));
    }
  };
}

/** mulberry32: 32 bits of state are enough to draw a sample. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean);
  let [count, product] = [0, random()];
  while (product > limit) {
    count++;
    product *= random();
  }
  return count;
}
