import type { Expression, SortOrder, WindowExpression, WindowFrame } from "./expression.js";

/** The same expression over other children; itself when they are the same. */
export function mapChildren(expression: Expression, map: (child: Expression) => Expression): Expression {
  const all = (children: readonly Expression[]) => {
    const mapped = children.map(map);
    return mapped.every((child, i) => child === children[i]) ? children : mapped;
  };
  switch (expression.kind) {
    case "alias":
    case "multiAlias":
    case "cast":
    case "sortOrder":
      return rebuilt(expression, { child: map(expression.child) });
    case "unresolvedExtract":
      return rebuilt(expression, { child: map(expression.child), extraction: map(expression.extraction) });
    case "unresolvedFunction":
    case "functionCall":
    case "generatorCall":
    case "udfCall":
      return rebuilt(expression, { args: all(expression.args) });
    case "aggregateCall":
      return rebuilt(expression, {
        args: all(expression.args),
        filter: expression.filter && map(expression.filter),
        orders: all(expression.orders) as SortOrder[],
      });
    case "unresolvedLambda":
    case "lambdaFunction":
      return rebuilt(expression, { body: map(expression.body) });
    case "windowExpression":
      return mapWindow(expression, map);
    case "subquery":
      return rebuilt(expression, { values: all(expression.values) });
    default:
      return expression;
  }
}

function mapWindow(expression: WindowExpression, map: (child: Expression) => Expression): Expression {
  const { spec } = expression;
  const frame: WindowFrame | null = spec.frame && {
    ...spec.frame,
    lower: typeof spec.frame.lower === "string" ? spec.frame.lower : map(spec.frame.lower),
    upper: typeof spec.frame.upper === "string" ? spec.frame.upper : map(spec.frame.upper),
  };
  return rebuilt(expression, {
    child: map(expression.child),
    spec: {
      ...spec,
      partitionBy: spec.partitionBy.map(map),
      orderBy: spec.orderBy.map(map) as SortOrder[],
      frame,
    },
  });
}

function rebuilt<E extends Expression>(expression: E, changes: Partial<E>): E {
  const same = Object.entries(changes).every(([key, value]) => expression[key as keyof E] === value);
  return same ? expression : (Object.freeze({ ...expression, ...changes }) as unknown as E);
}

export function childrenOf(expression: Expression): Expression[] {
  const children: Expression[] = [];
  mapChildren(expression, child => {
    children.push(child);
    return child;
  });
  return children;
}

/** The expression with `change` applied from the top; where it answers something else, that is not entered. */
export function replaceExpression(
  expression: Expression,
  change: (expression: Expression) => Expression | undefined,
): Expression {
  return change(expression) ?? mapChildren(expression, child => replaceExpression(child, change));
}

/** Every expression of the tree for which `holds`, from the top; what is found is not entered. */
export function findExpressions<E extends Expression>(
  expression: Expression,
  holds: (expression: Expression) => expression is E,
): E[] {
  if (holds(expression)) return [expression];
  return childrenOf(expression).flatMap(child => findExpressions(child, holds));
}

export function hasExpression(expression: Expression, holds: (expression: Expression) => boolean): boolean {
  return holds(expression) || childrenOf(expression).some(child => hasExpression(child, holds));
}

/** A text that is the same for expressions that compute the same: ids tell columns apart, names do not count. */
export function semanticKey(expression: Expression): string {
  const { kind } = expression;
  if (kind === "attribute" || kind === "lambdaVariable") return `#${expression.id}`;
  if (kind === "alias") return semanticKey(expression.child);
  const own = JSON.stringify(expression, (key, value) => {
    if (
      key === "child" ||
      key === "args" ||
      key === "body" ||
      key === "sql" ||
      (key === "name" && kind !== "functionCall" && kind !== "aggregateCall")
    )
      return undefined;
    return typeof value === "bigint" ? `${value}n` : value;
  });
  return `${own}(${childrenOf(expression).map(semanticKey).join(",")})`;
}
