/** How calls are written in SQL, where not `name(args)`: operators. Column names and error messages use it. */
const forms: Readonly<Record<string, (args: readonly string[]) => string>> = {
  ...Object.fromEntries(
    ["=", "<=>", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "div", "&", "|", "^", "<<", ">>", ">>>"].map(
      name => [name, infix(name)],
    ),
  ),
  and: infix("AND"),
  or: infix("OR"),
  "||": args => `concat(${args.join(", ")})`,
  "-": ([a, b]) => (b === undefined ? `(- ${a})` : `(${a} - ${b})`),
  positive: ([a]) => `(+ ${a})`,
  "~": ([a]) => `~${a}`,
  not: ([a]) => `(NOT ${a})`,
  isnull: ([a]) => `(${a} IS NULL)`,
  isnotnull: ([a]) => `(${a} IS NOT NULL)`,
  in: ([a, ...list]) => `(${a} IN (${list.join(", ")}))`,
  if: ([condition, yes, no]) => `(IF(${condition}, ${yes}, ${no}))`,
  case_when: args => {
    const cases: string[] = [];
    for (let i = 0; i + 1 < args.length; i += 2) cases.push(`WHEN ${args[i]} THEN ${args[i + 1]}`);
    const otherwise = args.length % 2 ? ` ELSE ${args.at(-1)}` : "";
    return `CASE ${cases.join(" ")}${otherwise} END`;
  },
  get_struct_field: ([a, name]) => `${a}.${name}`,
  get_item: ([a, key]) => `${a}[${key}]`,
  like: ([a, pattern]) => `${a} LIKE ${pattern}`,
  rlike: ([a, pattern]) => `RLIKE(${a}, ${pattern})`,
};

export function callSql(name: string, args: readonly string[]): string {
  return Object.hasOwn(forms, name) ? forms[name]!(args) : `${name}(${args.join(", ")})`;
}

function infix(symbol: string): (args: readonly string[]) => string {
  return ([a, b]) => `(${a} ${symbol} ${b})`;
}
