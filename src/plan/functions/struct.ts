import { StructField, StructType } from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import type { Expression } from "../expressions/expression.js";
import { isNullable, typeOf } from "../expressions/inspect.js";
import { columnName, sqlText } from "../expressions/sql-text.js";
import { free } from "./define.js";
import type { FunctionRow } from "./function-row.js";

/** What a field of a struct made of this expression is called. */
export function nameOf(expression: Expression, i: number): string {
  const named =
    expression.kind === "attribute" ||
    expression.kind === "alias" ||
    expression.kind === "lambdaVariable" ||
    (expression.kind === "functionCall" && expression.name === "get_struct_field");
  return named
    ? expression.kind === "functionCall"
      ? columnName(expression)
      : expression.name
    : `col${i + 1}`;
}

const unnamed = (expression: Expression) => (expression.kind === "alias" ? expression.child : expression);

function structType(names: readonly string[], values: readonly Expression[]): StructType {
  return new StructType(
    values.map((value, i) => new StructField(names[i]!, typeOf(value), isNullable(value))),
  );
}

export const structs: readonly FunctionRow[] = [
  ...["struct", "row"].map(name =>
    free(
      name,
      "col1, ...",
      [0, Number.POSITIVE_INFINITY],
      "A struct of the values, named as they are or col1, col2 …",
      args => {
        const names = args.map(nameOf);
        const values = args.map(unnamed);
        const shown =
          name === "struct"
            ? values.map(sqlText).join(", ")
            : values.map((value, i) => `${names[i]}, ${sqlText(value)}`).join(", ");
        return {
          args: values,
          type: structType(names, values),
          nullable: false,
          kernel: "struct",
          sql: `${name === "struct" ? "struct" : "named_struct"}(${shown})`,
        };
      },
    ),
  ),
  free(
    "named_struct",
    "name1, val1, ...",
    [2, Number.POSITIVE_INFINITY],
    "A struct of names and values.",
    args => {
      const names = args
        .filter((_, i) => i % 2 === 0)
        .map(name => (name.kind === "literal" ? String(name.value) : ""));
      const values = args.filter((_, i) => i % 2 === 1);
      if (args.length % 2 !== 0)
        throw new AnalysisException(
          "WRONG_NUM_ARGS.WITHOUT_SUGGESTION",
          `The \`named_struct\` requires 2n (n > 0) parameters but the actual number is ${args.length}. Please, refer to 'https://spark.apache.org/docs/latest/sql-ref-functions.html' for a fix.`,
          "42605",
        );
      return {
        args: values,
        type: structType(names, values),
        nullable: false,
        kernel: "struct",
        sql: `named_struct(${args.map(sqlText).join(", ")})`,
      };
    },
  ),
];
