/** How calls are written in SQL, where not `name(args)`: operators. Column names and error messages use it. */
const forms: Readonly<Record<string, (args: readonly string[]) => string>> = {
  ...Object.fromEntries(
    ["=", "<=>", "<", "<=", ">", ">=", "+", "-", "*", "/", "%"].map(name => [name, infix(name)]),
  ),
  and: infix("AND"),
  or: infix("OR"),
  negative: ([a]) => `(- ${a})`,
  not: ([a]) => `(NOT ${a})`,
  isnull: ([a]) => `(${a} IS NULL)`,
  isnotnull: ([a]) => `(${a} IS NOT NULL)`,
};

export function callSql(name: string, args: readonly string[]): string {
  return forms[name]?.(args) ?? `${name}(${args.join(", ")})`;
}

function infix(symbol: string): (args: readonly string[]) => string {
  return ([a, b]) => `(${a} ${symbol} ${b})`;
}
