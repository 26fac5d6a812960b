import { LongType } from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import { alias, attribute, functionCall, literal } from "../expressions/create.js";
import type {
  AggregateCall,
  Alias,
  Attribute,
  Expression,
  NamedExpression,
} from "../expressions/expression.js";
import { toAttribute, typeOf } from "../expressions/inspect.js";
import { columnName, sqlText } from "../expressions/sql-text.js";
import { childrenOf, replaceExpression, semanticKey } from "../expressions/traverse.js";
import { aggregate } from "../nodes/create.js";
import { outputOf } from "../nodes/inspect.js";
import type { Expand, GroupingSets, LogicalPlan } from "../nodes/logical-plan.js";

/**
 * A GROUP BY being built: below, a node that puts out the groupings and the aggregate calls, each once; above it,
 * whatever is made of them. `rewrite` makes an expression over the child one over that node.
 */
export class AggregateBuilder {
  private readonly groupings: NamedExpression[];
  private readonly calls: Alias[] = [];
  private readonly places = new Map<string, Attribute>();
  private readonly child: LogicalPlan;
  private readonly groupingId: Attribute | null;

  constructor(
    private readonly groupBy: readonly Expression[],
    sets: GroupingSets | null,
    child: LogicalPlan,
  ) {
    if (sets) {
      const expand = expandSets(groupBy, sets, child);
      this.child = expand;
      const columns = expand.output.slice(outputOf(child).length);
      this.groupings = columns;
      this.groupingId = columns.at(-1)!;
    } else {
      this.child = child;
      this.groupings = groupBy.map(each =>
        each.kind === "attribute" || each.kind === "alias" ? each : alias(each, columnName(each)),
      );
      this.groupingId = null;
    }
    for (const [i, each] of groupBy.entries())
      this.places.set(semanticKey(each), toAttribute(this.groupings[i]!));
  }

  /** @throws AnalysisException MISSING_AGGREGATION for a column that is neither grouped by nor aggregated */
  rewrite(expression: Expression): Expression {
    return replaceExpression(expression, each => {
      const place = this.places.get(semanticKey(each));
      if (place) {
        if (each.kind !== "alias") return place;
        return alias(place, each.name, each.id);
      }
      if (each.kind === "aggregateCall") return this.place(each);
      // Over a window's aggregate: its arguments are what this aggregate puts out.
      if (each.kind === "windowExpression" && each.child.kind === "aggregateCall") {
        const parts = childrenOf(each.child).map(part => this.rewrite(part));
        const child = { ...each.child, args: parts.slice(0, each.child.args.length) };
        const spec = {
          ...each.spec,
          partitionBy: each.spec.partitionBy.map(part => this.rewrite(part)),
          orderBy: each.spec.orderBy.map(part => this.rewrite(part)) as typeof each.spec.orderBy,
        };
        return { ...each, child, spec };
      }
      if (each.kind === "functionCall" && (each.name === "grouping" || each.name === "grouping_id"))
        return this.groupingMark(each.name, each.args);
      if (each.kind === "attribute")
        throw this.groupBy.length > 0 ? missingAggregation(each) : missingGroupBy();
      return undefined;
    });
  }

  build(): LogicalPlan {
    return aggregate(this.groupings, [...this.groupings.map(toAttribute), ...this.calls], this.child);
  }

  private place(call: AggregateCall): Attribute {
    const key = semanticKey(call);
    const known = this.places.get(key);
    if (known) return known;
    const column = alias(call, sqlText(call));
    this.calls.push(column);
    this.places.set(key, toAttribute(column));
    return toAttribute(column);
  }

  private groupingMark(name: string, args: readonly Expression[]): Expression {
    if (!this.groupingId)
      throw new AnalysisException(
        "UNSUPPORTED_GROUPING_EXPRESSION",
        "grouping()/grouping_id() can only be used with GroupingSets/Cube/Rollup.",
        "42K0E",
      );
    const all = name === "grouping" ? args : args.length > 0 ? args : this.groupBy;
    const positions = all.map(argument => {
      const at = this.groupBy.findIndex(each => semanticKey(each) === semanticKey(argument));
      if (at >= 0) return literal(this.groupBy.length - 1 - at, { kind: "integer" });
      throw new AnalysisException(
        "GROUPING_COLUMN_MISMATCH",
        `Column of grouping (${sqlText(argument)}) can't be found in grouping columns ${this.groupBy.map(sqlText).join(",")}.`,
        "42803",
      );
    });
    return functionCall(
      name === "grouping" ? "grouping_bit" : "grouping_bits",
      [this.groupingId, ...positions],
      name === "grouping" ? { kind: "byte" } : LongType,
      false,
    );
  }
}

/** Each row once for each grouping set, with NULL for the groupings that the set leaves out, and the set's number. */
function expandSets(groupBy: readonly Expression[], sets: GroupingSets, child: LogicalPlan): Expand {
  const columns = outputOf(child);
  const grouped = groupBy.map(each => attribute(columnName(each), typeOf(each), true));
  const id = attribute("spark_grouping_id", LongType, false);
  // Equal sets make rows of their own.
  const projections = sets.map(set => {
    const bits = groupBy.reduce(
      (sum, _, i) => sum + (set.includes(i) ? 0n : 1n << BigInt(groupBy.length - 1 - i)),
      0n,
    );
    return [
      ...columns,
      ...groupBy.map((each, i) => (set.includes(i) ? each : literal(null, typeOf(each)))),
      literal(bits, LongType),
    ];
  });
  return Object.freeze({ kind: "expand", projections, output: [...columns, ...grouped, id], child });
}

function missingGroupBy(): AnalysisException {
  return new AnalysisException(
    "MISSING_GROUP_BY",
    "The query does not include a GROUP BY clause. Add GROUP BY or turn it into the window functions using OVER clauses.",
    "42803",
  );
}

function missingAggregation(column: Attribute): AnalysisException {
  return new AnalysisException(
    "MISSING_AGGREGATION",
    `The non-aggregating expression "${column.name}" is based on columns which are not participating in the GROUP BY clause.\nAdd the columns or the expression to the GROUP BY, aggregate the expression, or use "any_value(${column.name})" if you do not care which of the values within a group is returned.`,
    "42803",
  );
}
