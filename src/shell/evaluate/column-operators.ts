/** Operators between columns, and Spark's method for each. */
export const columnOperators: Readonly<Record<string, string>> = {
  "==": "equalTo",
  "===": "equalTo",
  "!=": "notEqual",
  "!==": "notEqual",
  ">": "gt",
  ">=": "geq",
  "<": "lt",
  "<=": "leq",
  "&&": "and",
  "||": "or",
  "+": "plus",
  "-": "minus",
  "*": "multiply",
  "/": "divide",
  "%": "mod",
  "&": "bitwiseAND",
  "|": "bitwiseOR",
  "^": "bitwiseXOR",
};

export const columnPrefixes: Readonly<Record<string, string>> = { "!": "not", "-": "negate" };
