import {
  ArrayType,
  BooleanType,
  type DataType,
  IntegerType,
  MapType,
  StringType,
  StructType,
  sqlName,
  VariantType,
} from "../../types/index.js";
import { inferJson } from "../../types/json/infer-json.js";
import { parseJson } from "../../types/json/json-tree.js";
import { AnalysisException, SparkError } from "../../util/errors.js";
import { literal } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { parseDataType, parseSchema } from "../parser/parse.js";
import { mismatch } from "./coercion.js";
import { define, free } from "./define.js";
import type { FunctionRow } from "./function-row.js";
import { any, exactly, fitArguments, string } from "./parameter.js";

const variant = exactly(VariantType);
const noOptions = literal([], MapType(StringType, StringType));

/** A schema given as DDL text: of columns, or of any type. */
export function schemaArgument(name: string, expression: Expression): DataType {
  const text =
    expression.kind === "functionCall" && expression.name === "schema_of_json"
      ? schemaOfJson(expression)
      : expression;
  if (text.kind !== "literal" || typeof text.value !== "string")
    throw new AnalysisException(
      "INVALID_SCHEMA.NON_STRING_LITERAL",
      `The input schema "${sqlText(expression)}" is not a valid schema string. The input expression must be string literal and not null.`,
      "42K07",
    );
  try {
    return parseSchema(text.value);
  } catch (columns) {
    try {
      return parseDataType(text.value);
    } catch {
      throw columns instanceof SparkError
        ? columns
        : new SparkError(
            "PARSE_SYNTAX_ERROR",
            `Syntax error in the schema of ${name}: ${text.value}`,
            "42601",
          );
    }
  }
}

function schemaOfJson(expression: Extract<Expression, { kind: "functionCall" }>): Expression {
  const [json] = expression.args;
  const parsed =
    json?.kind === "literal" && typeof json.value === "string" ? parseJson(json.value) : undefined;
  return parsed === undefined ? expression : literal(sqlName(inferJson(parsed)), StringType);
}

const tolerantPair = (name: string, tolerant: string, make: (name: string) => FunctionRow): FunctionRow[] => [
  make(name),
  make(tolerant),
];

export const json: readonly FunctionRow[] = [
  free(
    "from_json",
    "jsonStr, schema[, options]",
    [2, 3],
    "The value that a JSON text has by a schema.",
    (args, { ansi }) => {
      const [text] = fitArguments("from_json", [args[0]!], [string], ansi);
      const type = schemaArgument("from_json", args[1]!);
      return {
        args: [text!, args[2] ?? noOptions],
        type: nullableThroughout(type),
        nullable: true,
        sql: `from_json(${sqlText(text!)})`,
      };
    },
  ),
  free("to_json", "expr[, options]", [1, 2], "The value as JSON text.", args => {
    const { kind } = typeOf(args[0]!);
    if (!["struct", "array", "map", "variant"].includes(kind))
      throw mismatch(
        "INVALID_JSON_SCHEMA",
        "to_json",
        args,
        `Input schema "${sqlName(typeOf(args[0]!))}" must be a struct, an array, a map or a variant.`,
      );
    return {
      args: [args[0]!, args[1] ?? noOptions],
      type: StringType,
      nullable: true,
      sql: `to_json(${sqlText(args[0]!)})`,
    };
  }),
  define("get_json_object", "json_txt, path", [string, string], StringType, {
    doc: "What a path leads to in a JSON text.",
    nullable: true,
  }),
  define("json_array_length", "jsonArray", [string], IntegerType, {
    doc: "How many elements a JSON array has.",
    nullable: true,
  }),
  define("json_object_keys", "json_object", [string], ArrayType(StringType), {
    doc: "The names of a JSON object's members.",
    nullable: true,
  }),
  free("schema_of_json", "json[, options]", [1, 2], "The schema of a JSON text, as DDL.", args => ({
    args: [args[0]!],
    type: StringType,
    nullable: false,
    sql: `schema_of_json(${sqlText(args[0]!)})`,
  })),
  {
    ...free(
      "json_tuple",
      "jsonStr, p1, ...",
      [2, Number.POSITIVE_INFINITY],
      "Members of a JSON object as columns.",
      (args, { ansi }) => ({
        args: fitArguments("json_tuple", args, [string], ansi),
        type: StringType,
        columns: args.slice(1).map((_, i) => ({ name: `c${i}`, type: StringType, nullable: true })),
      }),
    ),
    kind: "generator",
  },
  ...tolerantPair("parse_json", "try_parse_json", name =>
    define(name, "jsonStr", [string], VariantType, { doc: "A JSON text as a variant.", nullable: true }),
  ),
  define("is_variant_null", "expr", [variant], BooleanType, {
    doc: "Whether it is a variant's null, which is not NULL.",
    nullable: false,
  }),
  ...tolerantPair("variant_get", "try_variant_get", name =>
    free(
      name,
      "v, path[, type]",
      [2, 3],
      "What a path leads to in a variant, as a type.",
      (args, { ansi }) => {
        const [value, path] = fitArguments(name, args.slice(0, 2), [variant, string], ansi);
        const type = args[2] ? schemaText(args[2]) : VariantType;
        return {
          args: [value!, path!],
          type,
          nullable: true,
          sql: `${name}(${sqlText(value!)}, ${sqlText(path!)})`,
        };
      },
    ),
  ),
  // The operator `v:path`; its name is the last member's.
  free("variant_path", "v, path, name", [3, 3], "What a path leads to in a variant.", (args, { ansi }) => {
    const [value, path, name] = fitArguments("variant_path", args, [variant, string, string], ansi);
    return {
      args: [value!, path!],
      type: VariantType,
      nullable: true,
      sql: name!.kind === "literal" ? String(name!.value) : "",
    };
  }),
  define("schema_of_variant", "v", [variant], StringType, { doc: "What a variant holds, as DDL." }),
  {
    ...define("schema_of_variant_agg", "v", [variant], StringType, {
      doc: "What all the variants hold, as DDL.",
      nullable: false,
    }),
    kind: "aggregate",
  },
  define("to_variant_object", "expr", [any], VariantType, { doc: "A nested value as a variant." }),
  ...["variant_explode", "variant_explode_outer"].map(
    (name): FunctionRow => ({
      ...free(name, "input", [1, 1], "A row for each element or member of a variant.", (args, { ansi }) => ({
        args: fitArguments(name, args, [variant], ansi),
        type: StringType,
        kernel: "variant_explode",
        columns: [
          { name: "pos", type: IntegerType, nullable: false },
          { name: "key", type: StringType, nullable: true },
          { name: "value", type: VariantType, nullable: false },
        ],
      })),
      kind: "generator",
    }),
  ),
];

const schemaText = (expression: Expression): DataType =>
  expression.kind === "literal" && typeof expression.value === "string"
    ? parseDataType(expression.value)
    : StringType;

/** What is read from text may lack anything. */
export function nullableThroughout(type: DataType): DataType {
  switch (type.kind) {
    case "array":
      return ArrayType(nullableThroughout(type.elementType), true);
    case "map":
      return MapType(nullableThroughout(type.keyType), nullableThroughout(type.valueType), true);
    case "struct":
      return type.fields.reduce(
        (all, field) => all.add(field.name, nullableThroughout(field.dataType), true),
        new StructType(),
      );
    default:
      return type;
  }
}
