/** Examples that do not yet agree with Spark, by what their SQL holds, and why. */
const reasons: Readonly<Record<string, string>> = {
  "collations()": "There is one collation: UTF8_BINARY.",
  "%SystemDrive%\\Users":
    "Asks for spark.sql.parser.escapedStringLiterals, which the example before it sets.",
  UTF8_LCASE: "There is one collation: UTF8_BINARY.",
};

/** Why an example does not agree; undefined where it does. */
export function missing(sql: string): string | undefined {
  const found = Object.keys(reasons).find(part => sql.includes(part));
  return found && reasons[found];
}
