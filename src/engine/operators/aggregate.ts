import type { Aggregate } from "../../plan/nodes/logical-plan.js";
import { finishGroups, groupRows } from "./group-rows.js";
import type { Compiler, Executable } from "./operator.js";

/** GROUP BY over bounded rows. */
export function aggregateOperator(plan: Aggregate, compiler: Compiler): Executable {
  const group = groupRows(plan, compiler.compile(plan.child), compiler);
  return async function* (leaves) {
    yield finishGroups(plan, await group(leaves));
  };
}
