import { type DataType, MapType, StringType, type StructType, sqlName } from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import { literal } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { mismatch } from "./coercion.js";
import { csvSchema } from "./csv-schema.js";
import type { FunctionRow } from "./function-row.js";
import { nullableThroughout, schemaArgument } from "./json.js";

const noOptions = literal([], MapType(StringType, StringType));

/** @throws AnalysisException INVALID_OPTIONS for what is no map of texts */
function optionsArgument(argument: Expression | undefined): Expression {
  if (argument === undefined) return noOptions;
  const type = typeOf(argument);
  if (type.kind !== "map")
    throw new AnalysisException(
      "INVALID_OPTIONS.NON_MAP_FUNCTION",
      "Invalid options: Must use the `map()` function for options.",
      "42K06",
    );
  if (type.keyType.kind !== "string" || type.valueType.kind !== "string")
    throw new AnalysisException(
      "INVALID_OPTIONS.NON_STRING_TYPE",
      `Invalid options: A type of keys and values in \`map()\` must be string, but got "${sqlName(type)}".`,
      "42K06",
    );
  return argument;
}

function requireText(name: string, argument: Expression): void {
  const type = typeOf(argument);
  if (type.kind !== "string" && type.kind !== "void")
    throw mismatch(
      "UNEXPECTED_INPUT_TYPE",
      name,
      [argument],
      `The first parameter requires the "STRING" type, however "${sqlText(argument)}" has the type "${sqlName(type)}".`,
    );
}

function structArgument(argument: Expression): StructType {
  const type = schemaArgument("from_csv", csvSchema(argument));
  if (type.kind === "struct") return type;
  throw new AnalysisException(
    "INVALID_SCHEMA.NON_STRUCT_TYPE",
    `The input schema ${sqlText(argument)} is not a valid schema string. The input expression should be evaluated to struct type, but got "${sqlName(type)}".`,
    "42K07",
  );
}

const holdsVariant = (type: DataType): boolean =>
  type.kind === "variant" ||
  (type.kind === "struct" && type.fields.some(each => holdsVariant(each.dataType)));

const scalar = { kind: "scalar" } as const;

export const csv: readonly FunctionRow[] = [
  {
    ...scalar,
    name: "from_csv",
    usage: "from_csv(csvStr, schema[, options])",
    doc: "The struct that a CSV text has by a schema.",
    arity: [2, 3],
    parameters: ["csvStr", "schema", "options"],
    resolve: args => {
      const [text] = args as [Expression, Expression];
      requireText("from_csv", text);
      return {
        args: [text, optionsArgument(args[2])],
        type: nullableThroughout(structArgument(args[1]!)),
        nullable: true,
        sql: `from_csv(${sqlText(text)})`,
      };
    },
  },
  {
    ...scalar,
    name: "to_csv",
    usage: "to_csv(expr[, options])",
    doc: "A struct as a CSV text.",
    arity: [1, 2],
    parameters: ["expr", "options"],
    resolve: args => {
      const [row] = args as [Expression];
      const type = typeOf(row);
      if (type.kind !== "struct" || holdsVariant(type))
        throw mismatch(
          "UNSUPPORTED_INPUT_TYPE",
          "to_csv",
          [row],
          `The input of \`to_csv\` can't be "${sqlName(type)}" type data.`,
        );
      return {
        args: [row, optionsArgument(args[1])],
        type: StringType,
        nullable: true,
        sql: `to_csv(${sqlText(row)})`,
      };
    },
  },
  {
    ...scalar,
    name: "schema_of_csv",
    usage: "schema_of_csv(csv[, options])",
    doc: "The schema of a CSV text, as DDL.",
    arity: [1, 2],
    parameters: ["csv", "options"],
    resolve: args => {
      const [text] = args as [Expression];
      requireText("schema_of_csv", text);
      return {
        args: [text, optionsArgument(args[1])],
        type: StringType,
        nullable: false,
        sql: `schema_of_csv(${sqlText(text)})`,
      };
    },
  },
];
