import {
  type DataType,
  IntegerType,
  LongType,
  StringType,
  simpleString,
  VoidType,
} from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import { literal } from "../expressions/create.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { define } from "./define.js";
import type { FunctionRow } from "./function-row.js";
import { any, boolean, string as text } from "./parameter.js";

const constant = (name: string, type: DataType, doc: string, label = name): FunctionRow =>
  define(name, "", [], type, {
    doc,
    example: `${name}()`,
    nullable: false,
    kernel: label.toLowerCase(),
    label,
  });

function noJava(name: string): FunctionRow {
  return {
    ...define(name, "class, method, ...", [text, text, any], StringType, {
      doc: "Calls a static method of a Java class: on a cluster only, there is no Java here.",
    }),
    resolve: () => {
      throw new AnalysisException(
        "UNSUPPORTED_FEATURE",
        `The feature is not supported: ${name} calls Java, which the embedded engine does not have. Connect to a Spark cluster for it.`,
        "0A000",
      );
    },
  };
}

const assertTrue = define("assert_true", "expr[, message]", [boolean, text], VoidType, {
  doc: "NULL where the condition holds, else an error.",
  example: "assert_true(0 < 1)",
  nullable: true,
});

export const session: readonly FunctionRow[] = [
  constant("version", StringType, "The version of Spark."),
  constant("user", StringType, "The user's name."),
  constant("current_user", StringType, "The user's name."),
  constant("session_user", StringType, "The user's name."),
  constant("current_catalog", StringType, "The current catalog."),
  constant("current_database", StringType, "The current database.", "current_schema"),
  constant("current_schema", StringType, "The current database."),
  constant("spark_partition_id", IntegerType, "The number of the row's partition.", "SPARK_PARTITION_ID"),
  constant("monotonically_increasing_id", LongType, "A number for each row, greater each time."),
  constant("input_file_name", StringType, "The name of the file that is read; empty where there is none."),
  constant(
    "input_file_block_start",
    LongType,
    "Where the block that is read begins; -1 where there is none.",
  ),
  constant(
    "input_file_block_length",
    LongType,
    "How long the block that is read is; -1 where there is none.",
  ),
  {
    ...define("typeof", "expr", [any], StringType, { doc: "The type's name.", example: "typeof(1)" }),
    resolve: ([argument]) => ({
      args: [literal(simpleString(typeOf(argument!)), StringType)],
      type: StringType,
      nullable: false,
      kernel: "identity",
      sql: `typeof(${sqlText(argument!)})`,
    }),
  },
  {
    ...assertTrue,
    resolve: (args, context) =>
      assertTrue.resolve(
        args.length === 2 ? args : [args[0]!, literal(`'${sqlText(args[0]!)}' is not true!`, StringType)],
        context,
      ),
  },
  define("raise_error", "expr", [text], VoidType, {
    doc: "An error with the given text.",
    example: "raise_error('custom error message')",
    nullable: true,
  }),
  noJava("java_method"),
  noJava("reflect"),
  noJava("try_reflect"),
];
