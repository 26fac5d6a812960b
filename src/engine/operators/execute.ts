import { outputOf } from "../../plan/nodes/inspect.js";
import { type LogicalPlan, matchPlan, type PlanCases, type Relation } from "../../plan/nodes/logical-plan.js";
import { type ColumnBatch, head, takeRows, vectorOf } from "../../types/vector/index.js";
import { compilePredicate, compileProjection } from "../compile/projection.js";

/** Where the rows of a plan's tables come from: a scan, or one micro-batch of a stream. */
export type Leaves = (relation: Relation) => AsyncIterable<ColumnBatch>;

/** A plan compiled once; each call runs it over other input. */
export type Executable = (leaves: Leaves) => AsyncIterable<ColumnBatch>;

/** Compiles an analyzed plan. Settings that expressions depend on are read here, once. */
export function compilePlan(plan: LogicalPlan, timeZone: string): Executable {
  return matchPlan(plan, cases, timeZone);
}

const cases: PlanCases<Executable, string> = {
  relation: plan => leaves => leaves(plan),
  localRelation: plan => {
    const columns = plan.output.map((column, i) =>
      vectorOf(
        column.type,
        plan.rows.map(row => row[i]!),
      ),
    );
    return async function* () {
      yield { length: plan.rows.length, columns };
    };
  },
  project: (plan, timeZone) => {
    const child = compilePlan(plan.child, timeZone);
    const apply = compileProjection(plan.expressions, outputOf(plan.child), timeZone);
    return async function* (leaves) {
      for await (const batch of child(leaves)) yield apply(batch);
    };
  },
  filter: (plan, timeZone) => {
    const child = compilePlan(plan.child, timeZone);
    const select = compilePredicate(plan.condition, outputOf(plan.child), timeZone);
    return async function* (leaves) {
      for await (const batch of child(leaves)) {
        const rows = select(batch);
        if (rows.length > 0) yield rows.length === batch.length ? batch : takeRows(batch, rows);
      }
    };
  },
  limit: (plan, timeZone) => {
    const child = compilePlan(plan.child, timeZone);
    return async function* (leaves) {
      let left = plan.count;
      if (left === 0) return;
      for await (const batch of child(leaves)) {
        yield head(batch, left);
        left -= batch.length;
        if (left <= 0) return;
      }
    };
  },
};
