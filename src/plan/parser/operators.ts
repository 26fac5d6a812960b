import { unresolvedFunction } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import type { Cursor } from "./cursor.js";
import { endsAt } from "./names.js";
import { primaryExpression } from "./primary.js";

/** How tightly an operator binds, and what it makes. */
interface Operator {
  readonly power: number;
  readonly make: (left: Expression, right: Expression) => Expression;
}

const call =
  (name: string) =>
  (...args: readonly Expression[]): Expression =>
    unresolvedFunction(name, args);
const different = (left: Expression, right: Expression): Expression => call("not")(call("=")(left, right));

const level = (power: number, names: Readonly<Record<string, Operator["make"]>>): [string, Operator][] =>
  Object.entries(names).map(([symbol, make]) => [symbol, { power, make }]);
const calls = (...names: readonly string[]) => Object.fromEntries(names.map(name => [name, call(name)]));

/** Spark's order of precedence, from the loosest. */
const operators: ReadonlyMap<string, Operator> = new Map([
  ...level(1, {
    ...calls("=", "<=>", "<", "<=", ">", ">="),
    "==": call("="),
    "!=": different,
    "<>": different,
    "!<": call(">="),
    "!>": call("<="),
  }),
  ...level(2, calls("|")),
  ...level(3, calls("^")),
  ...level(4, calls("&")),
  ...level(5, calls("<<", ">>", ">>>")),
  ...level(6, calls("+", "-", "||")),
  ...level(7, { ...calls("*", "/", "%"), DIV: call("div") }),
]);

const signs: Readonly<Record<string, string>> = { "-": "-", "+": "positive", "~": "~" };

/** Operators and what they join, read by precedence climbing: a chain of any length takes one level. */
export function valueExpression(cursor: Cursor): Expression {
  return binary(cursor, 0);
}

function binary(cursor: Cursor, minimum: number): Expression {
  let left = unary(cursor);
  for (;;) {
    const operator = operators.get(cursor.symbol);
    if (!operator || operator.power <= minimum) return left;
    if (cursor.is("DIV") && endsAt(cursor, 1)) return left;
    cursor.take();
    left = operator.make(left, binary(cursor, operator.power));
  }
}

function unary(cursor: Cursor): Expression {
  const applied: string[] = [];
  while (Object.hasOwn(signs, cursor.symbol)) {
    // `-1` is a literal.
    if (cursor.is("-") && cursor.peek().kind === "number") break;
    applied.push(signs[cursor.take().symbol]!);
  }
  return applied.reduceRight<Expression>((child, sign) => call(sign)(child), primaryExpression(cursor));
}
