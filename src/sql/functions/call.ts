import { unresolvedAttribute, unresolvedFunction, unresolvedLambda } from "../../plan/expressions/create.js";
import { Column, type LiteralValue, toExpression } from "../column.js";
import { type ColumnOrName, toColumn } from "../column-or-name.js";

/** A call of a function of the table over columns; names are columns' names. */
export function call(name: string, ...args: readonly ColumnOrName[]): Column {
  return new Column(
    unresolvedFunction(
      name,
      args.map(argument => toColumn(argument).expression),
    ),
  );
}

/** A call over the different values: `sum(DISTINCT n)`. */
export function distinct(name: string, ...args: readonly ColumnOrName[]): Column {
  return new Column(
    unresolvedFunction(
      name,
      args.map(each => toColumn(each).expression),
      { distinct: true },
    ),
  );
}

/** A plain value as an argument: a text is itself, no column's name. */
export const value = (plain: Column | LiteralValue): Column => new Column(toExpression(plain));

let lambdas = 0;

/** A closure over columns as a lambda: called once, with columns that stand for its parameters. */
export function lambda(closure: (...params: Column[]) => Column, arity: number = closure.length): Column {
  const id = ++lambdas;
  const names = Array.from({ length: arity }, (_, i) => `${"xyz"[i] ?? `p${i}`}_${id}`);
  const body = closure(...names.map(name => new Column(unresolvedAttribute([name]))));
  return new Column(unresolvedLambda(names, body.expression));
}

/** The arguments that were given: those from the first one left out on are not. */
export function given(...args: readonly (ColumnOrName | undefined)[]): ColumnOrName[] {
  const end = args.indexOf(undefined);
  return (end < 0 ? args : args.slice(0, end)) as ColumnOrName[];
}
