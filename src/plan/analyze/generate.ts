import { LongType } from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import { attribute, unresolvedFunction } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { implicitCast } from "../functions/coercion.js";
import { oneRow, project } from "../nodes/create.js";
import type { Generate, LogicalPlan, Range, UnresolvedTableFunction } from "../nodes/logical-plan.js";
import { resolveExpression } from "./resolve-expression.js";
import type { Scope } from "./scope.js";
import { generatorOutput, isGenerator } from "./select.js";

/** LATERAL VIEW. */
export function resolveGenerate(plan: Generate, child: LogicalPlan, scope: Scope): LogicalPlan {
  if (plan.output.length > 0) return Object.freeze({ ...plan, child });
  const generator = generatorOf(plan.generator, scope);
  const outer = plan.outer || generator.outer;
  const output = generatorOutput(
    { ...generator, outer },
    plan.names,
    plan.qualifier === null ? [] : [plan.qualifier],
  );
  return Object.freeze({ ...plan, generator, outer, output, child });
}

/** A function in FROM: `range(…)`, or a generator over no table. */
export function resolveTableFunction(plan: UnresolvedTableFunction, scope: Scope): LogicalPlan {
  if (plan.name.toLowerCase() === "range")
    return range(
      plan.args.map(each => resolveExpression(each, scope)),
      scope.context.ansi,
    );
  const generator = generatorOf(unresolvedFunction(plan.name, plan.args, { argNames: plan.argNames }), scope);
  const output = generatorOutput(generator, null);
  return project(
    output,
    Object.freeze({
      kind: "generate",
      generator,
      outer: generator.outer,
      qualifier: null,
      names: null,
      output,
      child: oneRow,
    }),
  );
}

function generatorOf(expression: Expression, scope: Scope) {
  const generator = resolveExpression(expression, scope);
  if (isGenerator(generator)) return generator;
  const name = expression.kind === "unresolvedFunction" ? expression.name : "";
  throw new AnalysisException(
    "UNRESOLVABLE_TABLE_VALUED_FUNCTION",
    `Could not resolve \`${name}\` to a table-valued function. Please make sure that \`${name}\` is defined as a table-valued function and that all required parameters are provided correctly. If \`${name}\` is not defined, please create the table-valued function before using it. For more information about defining table-valued functions, please refer to the Apache Spark documentation.`,
    "42883",
  );
}

function range(args: readonly Expression[], ansi: boolean): Range {
  const numbers = args.map(argument => {
    const fitted = implicitCast(argument, LongType, ansi);
    const { value } = literalOf(fitted ?? argument);
    if (typeof value !== "bigint" && typeof value !== "number")
      throw new AnalysisException(
        "UNEXPECTED_INPUT_TYPE",
        "Parameters of `range` have to be whole numbers.",
        "42K09",
      );
    return BigInt(value);
  });
  const [start, end, step] =
    numbers.length === 1 ? [0n, numbers[0]!, 1n] : [numbers[0]!, numbers[1]!, numbers[2] ?? 1n];
  return Object.freeze({ kind: "range", start, end, step, output: [attribute("id", LongType, false)] });
}

function literalOf(expression: Expression): { value: unknown } {
  if (expression.kind === "literal") return expression;
  if (expression.kind === "functionCall" && expression.name === "negative") {
    const { value } = literalOf(expression.args[0]!);
    return { value: typeof value === "bigint" || typeof value === "number" ? -value : value };
  }
  return expression.kind === "cast" ? literalOf(expression.child) : { value: null };
}
