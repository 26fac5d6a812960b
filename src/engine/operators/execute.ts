import { literal } from "../../plan/expressions/create.js";
import { typeOf } from "../../plan/expressions/inspect.js";
import { outputOf } from "../../plan/nodes/inspect.js";
import { type LogicalPlan, matchPlan, type PlanCases } from "../../plan/nodes/logical-plan.js";
import { columnsOf, takeRows } from "../../types/vector/index.js";
import { compilePredicate, compileProjection } from "../compile/projection.js";
import type { KernelContext } from "../kernels/kernel.js";
import { neededColumns } from "../optimize/needed-columns.js";
import { compileStream } from "../streaming/compile-stream.js";
import type { StatefulQuery } from "../streaming/stateful-query.js";
import { aggregateOperator } from "./aggregate.js";
import { applySubqueries, lateralJoin } from "./apply.js";
import { collectMetrics } from "./collect-metrics.js";
import { joinOperator } from "./join.js";
import type { Compiler, Executable, StreamCompiler } from "./operator.js";
import { processKeys } from "./process-keys.js";
import {
  distinctOperator,
  expandOperator,
  generateOperator,
  rangeOperator,
  sampleOperator,
  setOperator,
} from "./rows.js";
import { sortOperator } from "./sort.js";
import { limitOperator } from "./top.js";
import { windowOperator } from "./window.js";

export type { Executable, Leaves } from "./operator.js";

/**
 * Compiles an analyzed plan. Settings that expressions depend on are read here, once.
 * @param stateful for a streaming query: what it keeps
 */
export function compilePlan(plan: LogicalPlan, context: KernelContext, stateful?: StatefulQuery): Executable {
  if (!stateful) {
    const compiler: Compiler = {
      context,
      needed: neededColumns(plan),
      compile: node => matchPlan(node, cases, compiler),
    };
    return compiler.compile(plan);
  }
  const compiler: StreamCompiler = {
    context,
    needed: { has: () => true },
    stateful,
    compile: node => compileStream(node, compiler) ?? matchPlan(node, cases, compiler),
  };
  return compiler.compile(plan);
}

const unresolved = (plan: LogicalPlan): never => {
  throw new Error(`${plan.kind} in an analyzed plan`);
};

const cases: PlanCases<Executable, Compiler> = {
  eventTimeWatermark: (plan, compiler) => compiler.compile(plan.child),
  relation: (plan, { needed }) => {
    const wanted = new Set(plan.output.filter(({ id }) => needed.has(id)).map(({ name }) => name));
    return leaves => leaves(plan, wanted);
  },
  remote: unresolved,
  localRelation: plan => {
    const columns = columnsOf(
      plan.output.map(column => column.type),
      plan.rows,
    );
    return async function* () {
      yield { length: plan.rows.length, columns };
    };
  },
  range: rangeOperator,
  subqueryAlias: (plan, compiler) => compiler.compile(plan.child),
  project: (plan, compiler) => {
    const { expressions, input, child } = applySubqueries(
      plan.expressions.map(each =>
        each.kind === "alias" && !compiler.needed.has(each.id) ? literal(null, typeOf(each)) : each,
      ),
      outputOf(plan.child),
      compiler.compile(plan.child),
      compiler,
    );
    const apply = compileProjection(expressions, input, compiler.context);
    return async function* (leaves) {
      for await (const batch of child(leaves)) yield apply(batch);
    };
  },
  filter: (plan, compiler) => {
    const width = outputOf(plan.child).length;
    const { expressions, input, child } = applySubqueries(
      [plan.condition],
      outputOf(plan.child),
      compiler.compile(plan.child),
      compiler,
    );
    const select = compilePredicate(expressions[0]!, input, compiler.context);
    return async function* (leaves) {
      for await (const batch of child(leaves)) {
        const rows = select(batch);
        const kept = { length: batch.length, columns: batch.columns.slice(0, width) };
        if (rows.length > 0) yield rows.length === batch.length ? kept : takeRows(kept, rows);
      }
    };
  },
  aggregate: aggregateOperator,
  expand: expandOperator,
  processKeys,
  sort: sortOperator,
  limit: limitOperator,
  offset: (plan, compiler) => {
    const child = compiler.compile(plan.child);
    return async function* (leaves) {
      let left = plan.count;
      for await (const batch of child(leaves)) {
        const skipped = Math.min(left, batch.length);
        left -= skipped;
        if (skipped < batch.length)
          yield takeRows(
            batch,
            Int32Array.from({ length: batch.length - skipped }, (_, i) => i + skipped),
          );
      }
    };
  },
  sample: sampleOperator,
  distinct: distinctOperator,
  join: (plan, compiler) => (plan.lateral ? lateralJoin(plan, compiler) : joinOperator(plan, compiler)),
  union: (plan, compiler) => {
    const children = plan.children.map(child => compiler.compile(child));
    return async function* (leaves) {
      for (const child of children) yield* child(leaves);
    };
  },
  setOperation: setOperator,
  generate: generateOperator,
  window: windowOperator,
  collectMetrics: (plan, { compile, context }) =>
    collectMetrics(plan, compile(plan.child), compilePlan(plan.figures!, context), context),
  unresolvedRelation: unresolved,
  unresolvedInlineTable: unresolved,
  unresolvedTableFunction: unresolved,
  with: unresolved,
  pivot: unresolved,
  unpivot: unresolved,
  withWindows: unresolved,
};
