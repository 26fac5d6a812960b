import type { Expression, WindowSpec } from "../../../src/plan/expressions/expression.js";
import type { LogicalPlan } from "../../../src/plan/nodes/logical-plan.js";
import { simpleString } from "../../../src/types/index.js";

const list = (items: readonly unknown[]): string => items.join(", ");

/** A plan or an expression in one short line, to read in a test what a parser made of a text. */
export function shape(tree: Expression | LogicalPlan): string {
  switch (tree.kind) {
    case "unresolvedAttribute":
      return tree.nameParts.join(".");
    case "unresolvedStar":
      return (
        [...tree.qualifier, "*"].join(".") +
        (tree.except.length ? ` except ${list(tree.except.map(p => p.join(".")))}` : "")
      );
    case "literal":
      return literalShape(tree.value, simpleString(tree.type));
    case "unresolvedFunction": {
      const { distinct, filter, ignoreNulls, withinGroup, argNames } = tree.clauses;
      const args = tree.args.map((arg, i) =>
        argNames?.[i] ? `${argNames[i]} => ${shape(arg)}` : shape(arg),
      );
      return [
        `${tree.name}(${distinct ? "distinct " : ""}${list(args)})`,
        ...(withinGroup ? [`within(${list(withinGroup.map(shape))})`] : []),
        ...(filter ? [`filter(${shape(filter)})`] : []),
        ...(ignoreNulls === undefined ? [] : [ignoreNulls ? "ignore nulls" : "respect nulls"]),
      ].join(" ");
    }
    case "unresolvedExtract":
      return `${shape(tree.child)}[${shape(tree.extraction)}]`;
    case "unresolvedParameter":
      return `:${tree.parameter}`;
    case "unresolvedLambda":
      return `(${list(tree.params)}) -> ${shape(tree.body)}`;
    case "alias":
      return `${shape(tree.child)} as ${tree.name}`;
    case "multiAlias":
      return `${shape(tree.child)} as (${list(tree.names)})`;
    case "cast":
      return `${tree.tolerant ? "try_cast" : "cast"}(${shape(tree.child)} as ${simpleString(tree.type)})`;
    case "sortOrder":
      return `${shape(tree.child)} ${tree.ascending ? "asc" : "desc"} nulls ${tree.nullsFirst ? "first" : "last"}`;
    case "windowExpression":
      return `${shape(tree.child)} over ${windowShape(tree.spec)}`;
    case "subquery":
      return `${tree.form}(${list([...tree.values, tree.plan].map(shape))})`;
    case "unresolvedRelation":
      return tree.nameParts.join(".");
    case "localRelation":
      return `rows(${tree.rows.length})`;
    case "unresolvedInlineTable":
      return `values(${list(tree.rows.map(row => `[${list(row.map(shape))}]`))})`;
    case "unresolvedTableFunction":
      return `table ${tree.name}(${list(tree.args.map(shape))})`;
    case "with":
      return `with${tree.recursive ? " recursive" : ""} ${list(tree.ctes.map(({ name, plan }) => `${name}: ${shape(plan)}`))} in ${shape(tree.child)}`;
    case "subqueryAlias":
      return `alias(${tree.name}${tree.columns ? `[${list(tree.columns)}]` : ""}, ${shape(tree.child)})`;
    case "project":
      return `project([${list(tree.expressions.map(shape))}], ${shape(tree.child)})`;
    case "filter":
      return `filter(${shape(tree.condition)}, ${shape(tree.child)})`;
    case "aggregate": {
      const sets = tree.sets ? ` sets ${JSON.stringify(tree.sets)}` : "";
      return `aggregate([${list(tree.groupings.map(shape))}]${sets}, [${list(tree.expressions.map(shape))}], ${shape(tree.child)})`;
    }
    case "pivot":
      return `pivot([${list(tree.columns.map(shape))}] in [${list(tree.values.map(shape))}], [${list(tree.aggregates.map(shape))}], ${shape(tree.child)})`;
    case "unpivot": {
      const values = tree.values.map(
        ({ columns, alias }) => `${list(columns.map(shape))}${alias ? ` as ${alias}` : ""}`,
      );
      return `unpivot([${list(tree.valueNames)}] for ${tree.variableName} in [${values.join("; ")}]${tree.includeNulls ? " nulls" : ""}, ${shape(tree.child)})`;
    }
    case "sort":
      return `sort([${list(tree.orders.map(shape))}], ${shape(tree.child)})`;
    case "limit":
    case "offset":
      return `${tree.kind}(${tree.count}, ${shape(tree.child)})`;
    case "sample":
      return `sample(${tree.upper}, ${shape(tree.child)})`;
    case "distinct":
      return `distinct(${shape(tree.child)})`;
    case "join": {
      const using = tree.using === null ? "" : ` using ${tree.using}`;
      const on = tree.condition ? ` on ${shape(tree.condition)}` : "";
      return `${tree.type}(${tree.lateral ? "lateral " : ""}${shape(tree.left)}, ${shape(tree.right)}${using}${on})`;
    }
    case "union":
      return `union(${list(tree.children.map(shape))})`;
    case "setOperation":
      return `${tree.operation}${tree.all ? " all" : ""}(${shape(tree.left)}, ${shape(tree.right)})`;
    case "generate":
      return `generate(${tree.outer ? "outer " : ""}${shape(tree.generator as Expression)} ${tree.qualifier}[${list(tree.names ?? [])}], ${shape(tree.child)})`;
    case "withWindows":
      return `windows(${list(Object.entries(tree.windows).map(([name, spec]) => `${name}: ${windowShape(spec)}`))}, ${shape(tree.child)})`;
    default:
      return tree.kind;
  }
}

function literalShape(value: unknown, type: string): string {
  if (type === "string") return `'${value}'`;
  if (type === "void" || type === "boolean" || type === "int") return String(value);
  return `${value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value}:${type}`;
}

function windowShape({ name, partitionBy, orderBy, frame }: WindowSpec): string {
  if (name !== undefined) return name;
  const bound = (edge: Expression | string): string => (typeof edge === "string" ? edge : shape(edge));
  const parts = [
    ...(partitionBy.length ? [`by ${list(partitionBy.map(shape))}`] : []),
    ...(orderBy.length ? [`order ${list(orderBy.map(shape))}`] : []),
    ...(frame ? [`${frame.unit} ${bound(frame.lower)} to ${bound(frame.upper)}`] : []),
  ];
  return `(${parts.join("; ")})`;
}
