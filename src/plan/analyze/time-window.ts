import { AnalysisException } from "../../util/errors.js";
import type { Expression } from "../expressions/expression.js";
import { isTimeWindow } from "../expressions/inspect.js";
import { findExpressions, replaceExpression, semanticKey } from "../expressions/traverse.js";
import type { LogicalPlan } from "../nodes/logical-plan.js";
import { generatorOutput } from "./select.js";

/** A grouping typed as `window(…)` or `session_window(…)`, with a name of its own or without. */
export function isTimeWindowCall(expression: Expression): boolean {
  const call = expression.kind === "alias" ? expression.child : expression;
  return call.kind === "unresolvedFunction" && ["window", "session_window"].includes(call.name.toLowerCase());
}

interface Windowed {
  readonly expressions: readonly Expression[];
  readonly child: LogicalPlan;
  /** Puts the window's column in the place of calls that mean it. */
  readonly replace: (expression: Expression) => Expression;
}

/** `window(…)` makes of each row one for each window that it is in, with the window beside it, wherever it is named. */
export function withTimeWindow(expressions: readonly Expression[], child: LogicalPlan): Windowed {
  const [window, ...others] = expressions.flatMap(each => findExpressions(each, isTimeWindow));
  if (!window) return { expressions, child, replace: each => each };
  const key = semanticKey(window);
  const several = () =>
    new AnalysisException(
      null,
      "Multiple time/session window expressions would result in a cartesian product of rows, therefore they are currently not supported.",
    );
  if (others.some(each => semanticKey(each) !== key)) throw several();
  const output = generatorOutput(window, null);
  const replace = (expression: Expression) =>
    replaceExpression(expression, each => {
      if (!isTimeWindow(each)) return undefined;
      if (semanticKey(each) !== key) throw several();
      return output[0]!;
    });
  return {
    expressions: expressions.map(replace),
    child: Object.freeze({
      kind: "generate",
      generator: window,
      outer: false,
      qualifier: null,
      names: null,
      output,
      child,
    }),
    replace,
  };
}
