import { csvOptions } from "../../types/csv/csv-options.js";
import { readRecord } from "../../types/csv/csv-record.js";
import { csvTypes } from "../../types/csv/infer-csv.js";
import { StringType, sqlName } from "../../types/index.js";
import { literal } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";

/** `schema_of_csv('1,abc')` as the text it answers; anything else as it is. */
export function csvSchema(expression: Expression): Expression {
  if (expression.kind !== "functionCall" || expression.name !== "schema_of_csv") return expression;
  const [text] = expression.args;
  if (text?.kind !== "literal" || typeof text.value !== "string") return expression;
  const options = csvOptions(() => undefined, "UTC", false);
  const { tokens } = readRecord(text.value, 0, options);
  const types = csvTypes(tokens.length, [tokens], options);
  return literal(`STRUCT<${types.map((type, i) => `_c${i}: ${sqlName(type)}`).join(", ")}>`, StringType);
}
