import { attribute, functionCall, literal } from "../../plan/expressions/create.js";
import type { Attribute, Expression, SubqueryExpression } from "../../plan/expressions/expression.js";
import { findExpressions, replaceExpression } from "../../plan/expressions/traverse.js";
import { outputOf } from "../../plan/nodes/inspect.js";
import type { Join, LogicalPlan } from "../../plan/nodes/logical-plan.js";
import { rewriteTree } from "../../plan/nodes/rewrite.js";
import {
  ArrayType,
  BooleanType,
  type DataType,
  StructField,
  StructType,
  type Value,
} from "../../types/index.js";
import { type ColumnBatch, columnsOf, rowAt, ValueVector } from "../../types/vector/index.js";
import { SparkError } from "../../util/errors.js";
import { compileRow } from "../compile/code.js";
import { keyText } from "../key-text.js";
import type { Compiler, Executable, Leaves } from "./operator.js";

const isSubquery = (each: Expression): each is SubqueryExpression => each.kind === "subquery";

/** Expressions whose subqueries have become columns, and the child that has those columns. */
interface Applied {
  readonly expressions: readonly Expression[];
  readonly input: readonly Attribute[];
  readonly child: Executable;
}

/**
 * Takes subqueries out of expressions: each runs once for each different set of the outer columns it reads (once in all
 * when it reads none) and its answer stands in a column beside the row's own.
 */
export function applySubqueries(
  expressions: readonly Expression[],
  input: readonly Attribute[],
  child: Executable,
  compiler: Compiler,
): Applied {
  const subqueries = expressions.flatMap(each => findExpressions(each, isSubquery));
  if (subqueries.length === 0) return { expressions, input, child };
  const columns = subqueries.map(subquery => attribute("subquery", answerType(subquery), true));
  const runs = subqueries.map(subquery => memoized(subquery.plan, subquery.outer, input, compiler));
  const replaced = expressions.map(expression =>
    replaceExpression(expression, each => {
      if (!isSubquery(each)) return undefined;
      const column = columns[subqueries.indexOf(each)]!;
      if (each.form !== "in") return column;
      const needle =
        each.values.length === 1
          ? each.values[0]!
          : functionCall("struct_of", each.values, (column.type as ArrayType).elementType, false);
      return functionCall("in_subquery", [needle, column], BooleanType, true);
    }),
  );
  return {
    expressions: replaced,
    input: [...input, ...columns],
    child: async function* (leaves) {
      for await (const batch of child(leaves)) {
        const more = [];
        for (const [s, subquery] of subqueries.entries()) {
          const answers: Value[] = [];
          for (let i = 0; i < batch.length; i++)
            answers.push(answer(subquery, await runs[s]!(batch, i, leaves)));
          more.push(new ValueVector(columns[s]!.type, answers));
        }
        yield { length: batch.length, columns: [...batch.columns, ...more] };
      }
    },
  };
}

function answerType({ form, plan }: SubqueryExpression): DataType {
  const output = outputOf(plan);
  if (form === "exists") return BooleanType;
  if (form === "scalar") return output[0]!.type;
  return ArrayType(
    output.length === 1
      ? output[0]!.type
      : new StructType(output.map(each => new StructField(each.name, each.type))),
  );
}

function answer({ form }: SubqueryExpression, rows: readonly Value[][]): Value {
  if (form === "exists") return rows.length > 0;
  if (form === "in") return rows.map(row => (row.length === 1 ? row[0]! : row));
  if (rows.length > 1)
    throw new SparkError(
      "SCALAR_SUBQUERY_TOO_MANY_ROWS",
      "More than one row returned by a subquery used as an expression.",
      "21000",
    );
  return rows[0]?.[0] ?? null;
}

/** Runs a plan for the outer columns' values of a row; remembers its rows by them. */
function memoized(
  plan: LogicalPlan,
  outer: readonly Attribute[],
  input: readonly Attribute[],
  compiler: Compiler,
) {
  const places = outer.map(column => input.findIndex(each => each.id === column.id));
  const known = new WeakMap<Leaves, Map<string, Promise<Value[][]>>>();
  return (batch: ColumnBatch, i: number, leaves: Leaves): Promise<Value[][]> => {
    let memo = known.get(leaves);
    if (!memo) {
      memo = new Map();
      known.set(leaves, memo);
    }
    const values = places.map(place => batch.columns[place]!.get(i));
    const key = values.map((value, n) => keyText(value, outer[n]!.type)).join("");
    let rows = memo.get(key);
    if (!rows) {
      rows = collect(compiler.compile(bind(plan, outer, values)), leaves);
      memo.set(key, rows);
    }
    return rows;
  };
}

async function collect(run: Executable, leaves: Leaves): Promise<Value[][]> {
  const rows: Value[][] = [];
  for await (const batch of run(leaves)) for (let i = 0; i < batch.length; i++) rows.push(rowAt(batch, i));
  return rows;
}

/** The plan with literals in the place of outer columns. */
function bind(plan: LogicalPlan, outer: readonly Attribute[], values: readonly Value[]): LogicalPlan {
  if (outer.length === 0) return plan;
  return rewriteTree(
    plan,
    node => {
      if (node.kind !== "attribute") return undefined;
      const at = outer.findIndex(column => column.id === node.id);
      return at < 0 ? node : literal(values[at]!, outer[at]!.type);
    },
    ["outer", "lateralOuter"],
  );
}

/** A LATERAL join: the right side runs for each row of the left. */
export function lateralJoin(plan: Join, compiler: Compiler): Executable {
  const left = compiler.compile(plan.left);
  const [mine, theirs] = [outputOf(plan.left), outputOf(plan.right)];
  const rowsFor = memoized(plan.right, plan.lateralOuter ?? [], mine, compiler);
  const matches = plan.condition && compileRow(plan.condition, [...mine, ...theirs], compiler.context);
  return async function* (leaves) {
    for await (const batch of left(leaves)) {
      const rows: Value[][] = [];
      for (let i = 0; i < batch.length; i++) {
        const own = rowAt(batch, i);
        const joined = (await rowsFor(batch, i, leaves)).map(row => [...own, ...row]);
        const kept = matches
          ? joined.filter(row => matches(row.map(value => ({ get: () => value })))(0) === true)
          : joined;
        if (kept.length > 0) rows.push(...kept);
        else if (plan.type === "left") rows.push([...own, ...theirs.map(() => null)]);
      }
      const types = [...mine, ...theirs].map(column => column.type);
      yield {
        length: rows.length,
        columns: columnsOf(types, rows),
      };
    }
  };
}
