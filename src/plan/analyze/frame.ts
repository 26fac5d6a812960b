import type { Attribute } from "../expressions/expression.js";
import { outputOf } from "../nodes/inspect.js";
import type { LogicalPlan } from "../nodes/logical-plan.js";
import type { AnalysisContext, Scope } from "./scope.js";

/** What a plan is analyzed in: the names that hold there. */
export interface Frame {
  readonly context: AnalysisContext;
  readonly ctes: ReadonlyMap<string, LogicalPlan>;
  readonly outer?: Scope["outer"];
  readonly windows?: Scope["windows"];
  /** A plan below, analyzed; the same one for a plan that is. */
  readonly analyze: (plan: LogicalPlan, frame: Frame) => LogicalPlan;
  readonly isAnalyzed: (plan: LogicalPlan) => boolean;
}

/** The scope of expressions over these columns. */
export function scopeOf(input: readonly Attribute[], frame: Frame): Scope {
  return {
    input,
    context: frame.context,
    ...(frame.outer ? { outer: frame.outer } : {}),
    ...(frame.windows ? { windows: frame.windows } : {}),
    analyzeWithin: (plan, scope, used) => {
      const { windows: _, ...rest } = frame;
      return frame.analyze(plan, { ...rest, outer: { scope, used } });
    },
  };
}

/** The scope of expressions over a plan's rows. */
export const over = (plan: LogicalPlan, frame: Frame) => scopeOf(outputOf(plan), frame);
