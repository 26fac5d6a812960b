import { AnalysisException } from "../../util/errors.js";
import { alias, attribute } from "../expressions/create.js";
import type {
  Alias,
  Attribute,
  Expression,
  GeneratorCall,
  NamedExpression,
  UnresolvedStar,
  WindowExpression,
} from "../expressions/expression.js";
import { toAttribute } from "../expressions/inspect.js";
import { columnName } from "../expressions/sql-text.js";
import { childrenOf, hasExpression, replaceExpression } from "../expressions/traverse.js";
import { project } from "../nodes/create.js";
import type { LogicalPlan } from "../nodes/logical-plan.js";
import { extractField } from "./extract-value.js";
import { resolveExpression } from "./resolve-expression.js";
import { isQualifiedBy, resolveName, type Scope, unresolvedColumn } from "./scope.js";

export const isGenerator = (each: Expression): each is GeneratorCall => each.kind === "generatorCall";
const isWindow = (each: Expression): each is WindowExpression => each.kind === "windowExpression";

/** Whether an aggregate function is called, other than as a window's. */
export function hasAggregate(expression: Expression): boolean {
  if (expression.kind === "aggregateCall") return true;
  if (expression.kind !== "windowExpression" || expression.child.kind !== "aggregateCall")
    return childrenOf(expression).some(hasAggregate);
  const { child, spec } = expression;
  return [...child.args, ...spec.partitionBy, ...spec.orderBy].some(hasAggregate);
}

/** The items of a select list: stars spread, names looked up (also those given to the left), and what has no name gets Spark's. */
export function resolveSelectList(expressions: readonly Expression[], scope: Scope): Expression[] {
  const aliases = new Map<string, Expression>();
  const list: Expression[] = [];
  for (const expression of expressions)
    for (const item of resolveItem(expression, { ...scope, aliases })) {
      list.push(item);
      if (item.kind === "alias") aliases.set(item.name.toLowerCase(), item.child);
    }
  return list;
}

function resolveItem(expression: Expression, scope: Scope): readonly Expression[] {
  if (expression.kind === "unresolvedStar") return spreadStar(expression, scope);
  const resolved = resolveExpression(expression, scope);
  if (
    resolved.kind === "attribute" ||
    resolved.kind === "alias" ||
    resolved.kind === "multiAlias" ||
    isGenerator(resolved)
  )
    return [resolved];
  return [alias(resolved, columnName(resolved))];
}

function spreadStar(star: UnresolvedStar, scope: Scope): readonly Expression[] {
  const replaced = new Map(
    star.replace.map(({ name, child }) => {
      const found = resolveName([name], scope.input);
      if (found?.kind !== "attribute") throw unresolvedColumn([name], scope.input);
      return [found.id, alias(resolveExpression(child, scope), name)] as const;
    }),
  );
  return starColumns(star, scope).map(column =>
    column.kind === "attribute" ? (replaced.get(column.id) ?? column) : column,
  );
}

function starColumns({ qualifier, except }: UnresolvedStar, scope: Scope): readonly Expression[] {
  const columns = scope.input.filter(column => isQualifiedBy(column, qualifier));
  const all = columns.length > 0 || qualifier.length === 0 ? columns : fieldsOf(qualifier, scope);
  const left = except.map(parts => {
    const found = resolveName(parts, scope.input);
    if (!found) throw unresolvedColumn(parts, scope.input);
    return found;
  });
  return all.filter(
    column =>
      !left.some(each => each.kind === "attribute" && column.kind === "attribute" && each.id === column.id),
  );
}

function fieldsOf(qualifier: readonly string[], scope: Scope): readonly Expression[] {
  const struct = resolveName(qualifier, scope.input);
  const type = struct && "type" in struct ? struct.type : undefined;
  if (!struct || typeof type !== "object" || type.kind !== "struct")
    throw new AnalysisException(
      "CANNOT_RESOLVE_STAR_EXPAND",
      `Cannot resolve ${qualifier.map(part => `\`${part}\``).join(".")}.* given input columns ${scope.input.map(column => `\`${column.name}\``).join(", ")}. Please check that the specified table or struct exists and is accessible in the input columns.`,
      "42704",
    );
  return type.fields.map(field => alias(extractField(struct, field.name), field.name));
}

/** A select list over a child: its generators and window functions become nodes of their own below. */
export function buildProject(list: readonly Expression[], child: LogicalPlan): LogicalPlan {
  return projectWindows(...withGenerators(list, child));
}

function withGenerators(list: readonly Expression[], child: LogicalPlan): [NamedExpression[], LogicalPlan] {
  let below = child;
  const rest: NamedExpression[] = [];
  for (const item of list) {
    const bare = item.kind === "alias" || item.kind === "multiAlias" ? item.child : item;
    if (!isGenerator(bare)) {
      if (hasExpression(item, isGenerator))
        throw new AnalysisException(
          "UNSUPPORTED_GENERATOR.NESTED_IN_EXPRESSIONS",
          `The generator is not supported: nested in expressions "${columnName(bare)}".`,
          "42K0E",
        );
      rest.push(item as NamedExpression);
      continue;
    }
    const names = item.kind === "alias" ? [item.name] : item.kind === "multiAlias" ? item.names : null;
    const output = generatorOutput(bare, names);
    below = Object.freeze({
      kind: "generate",
      generator: bare,
      outer: bare.outer,
      qualifier: null,
      names,
      output,
      child: below,
    });
    rest.push(...output);
  }
  return [rest, below];
}

export function generatorOutput(
  generator: GeneratorCall,
  names: readonly string[] | null,
  qualifier: readonly string[] = [],
): Attribute[] {
  if (names && names.length !== generator.columns.length)
    throw new AnalysisException(
      "UDTF_ALIAS_NUMBER_MISMATCH",
      `The number of aliases supplied in the AS clause does not match the number of columns output by the UDTF. Expected ${generator.columns.length} aliases, but got ${names.join(",")}. Please ensure that the number of aliases provided matches the number of columns output by the UDTF.`,
      "42802",
    );
  return generator.columns.map((column, i) =>
    attribute(
      names?.[i] ?? column.name,
      column.type,
      column.nullable || generator.outer,
      undefined,
      qualifier,
    ),
  );
}

function projectWindows(list: readonly NamedExpression[], child: LogicalPlan): LogicalPlan {
  if (!list.some(item => hasExpression(item, isWindow))) return project(list, child);
  const windows: Alias[] = [];
  const rest = list.map(item =>
    replaceExpression(item, each => {
      if (!isWindow(each)) return undefined;
      const column = alias(each, `_w${windows.length}`);
      windows.push(column);
      return toAttribute(column);
    }),
  );
  return project(rest, Object.freeze({ kind: "window", expressions: windows, child }));
}
