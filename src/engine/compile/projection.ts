import type { Attribute, Expression } from "../../plan/expressions/expression.js";
import { typeOf } from "../../plan/expressions/inspect.js";
import { hasExpression } from "../../plan/expressions/traverse.js";
import type { Value } from "../../types/index.js";
import {
  BytesVector,
  type ColumnBatch,
  ConstantVector,
  type Vector,
  vectorBuilder,
} from "../../types/vector/index.js";
import { runUserCode } from "../../util/user-code.js";
import type { KernelContext } from "../kernels/kernel.js";
import { compileRow } from "./code.js";

type ColumnFunction = (batch: ColumnBatch) => Vector;

/** Compiles a select list: what only renames, retypes or repeats costs nothing a row. */
export function compileProjection(
  expressions: readonly Expression[],
  input: readonly Attribute[],
  context: KernelContext,
): (batch: ColumnBatch) => ColumnBatch {
  const columns = expressions.map(expression => compileColumn(expression, input, context));
  return batch => ({ length: batch.length, columns: columns.map(column => column(batch)) });
}

/** Compiles a condition: the batch's rows for which it is true. */
export function compilePredicate(
  condition: Expression,
  input: readonly Attribute[],
  context: KernelContext,
): (batch: ColumnBatch) => Int32Array {
  const bind = compileRow(condition, input, context);
  return breakable(condition, batch => {
    const holds = bind(batch.columns);
    const rows = new Int32Array(batch.length);
    let count = 0;
    for (let i = 0; i < batch.length; i++) if (holds(i) === true) rows[count++] = i;
    return rows.subarray(0, count);
  });
}

function compileColumn(
  expression: Expression,
  input: readonly Attribute[],
  context: KernelContext,
): ColumnFunction {
  switch (expression.kind) {
    case "alias":
      return compileColumn(expression.child, input, context);
    case "attribute": {
      const position = input.findIndex(column => column.id === expression.id);
      return batch => batch.columns[position]!;
    }
    case "literal":
      return batch => new ConstantVector(expression.type, expression.value, batch.length);
    case "cast": {
      const [from, to] = [typeOf(expression.child).kind, expression.type.kind];
      if ((from !== "binary" && from !== "string") || (to !== "binary" && to !== "string")) break;
      // BINARY and STRING lie in memory alike: the cast changes the type and copies nothing.
      const child = compileColumn(expression.child, input, context);
      const byRow = compileRowColumn(expression, input, context);
      return batch => {
        const vector = child(batch);
        return vector instanceof BytesVector ? vector.withType({ kind: to }) : byRow(batch);
      };
    }
  }
  return compileRowColumn(expression, input, context);
}

function compileRowColumn(
  expression: Expression,
  input: readonly Attribute[],
  context: KernelContext,
): ColumnFunction {
  const type = typeOf(expression);
  const bind = compileRow(expression, input, context);
  return breakable(expression, batch => {
    const value = bind(batch.columns);
    const builder = vectorBuilder(type, batch.length);
    for (let i = 0; i < batch.length; i++) builder.set(i, value(i) as Value);
    return builder.finish();
  });
}

/** An expression that calls closures of the user's runs so that Ctrl-C can end them. */
function breakable<T>(expression: Expression, run: (batch: ColumnBatch) => T): (batch: ColumnBatch) => T {
  return hasExpression(expression, ({ kind }) => kind === "udfCall")
    ? batch => runUserCode(() => run(batch))
    : run;
}
