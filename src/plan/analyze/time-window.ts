import { AnalysisException } from "../../util/errors.js";
import type { Expression, GeneratorCall } from "../expressions/expression.js";
import { findExpressions, replaceExpression, semanticKey } from "../expressions/traverse.js";
import type { LogicalPlan } from "../nodes/logical-plan.js";
import { generatorOutput } from "./select.js";

const isWindow = (each: Expression): each is GeneratorCall =>
  each.kind === "generatorCall" && each.name === "time_window";

/** `window(…)` makes of each row one for each window that it is in, with the window beside it, wherever it is named. */
export function withTimeWindow(
  expressions: readonly Expression[],
  child: LogicalPlan,
): { readonly expressions: readonly Expression[]; readonly child: LogicalPlan } {
  const [window, ...others] = expressions.flatMap(each => findExpressions(each, isWindow));
  if (!window) return { expressions, child };
  if (others.some(each => semanticKey(each) !== semanticKey(window)))
    throw new AnalysisException(
      null,
      "Multiple time/session window expressions would result in a cartesian product of rows, therefore they are currently not supported.",
    );
  const output = generatorOutput(window, null);
  const column = output[0]!;
  return {
    expressions: expressions.map(expression =>
      isWindow(expression)
        ? column
        : replaceExpression(expression, each => {
            if (!isWindow(each)) return undefined;
            return column;
          }),
    ),
    child: Object.freeze({
      kind: "generate",
      generator: window,
      outer: false,
      qualifier: null,
      names: null,
      output,
      child,
    }),
  };
}
