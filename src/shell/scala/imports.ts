import { nearest } from "../../util/nearest.js";
import type { TokenStream } from "./token-stream.js";

/** What a Spark import may name: it is all at the prompt already, so that an import only has to be right. */
export const importable: Readonly<Record<string, readonly string[]>> = {
  "org.apache.spark": ["SparkConf", "SparkContext", "sql"],
  "org.apache.spark.sql": [
    "Column",
    "DataFrame",
    "DataFrameReader",
    "DataFrameWriter",
    "Dataset",
    "Encoder",
    "Encoders",
    "ForeachWriter",
    "Row",
    "SaveMode",
    "SparkSession",
    "expressions",
    "functions",
    "streaming",
    "types",
  ],
  "org.apache.spark.sql.expressions": ["UserDefinedFunction", "Window", "WindowSpec"],
  "org.apache.spark.sql.expressions.scalalang": ["typed"],
  "org.apache.spark.sql.streaming.StreamingQueryListener": [
    "QueryIdleEvent",
    "QueryProgressEvent",
    "QueryStartedEvent",
    "QueryTerminatedEvent",
  ],
  "org.apache.spark.sql.streaming": [
    "DataStreamReader",
    "DataStreamWriter",
    "GroupState",
    "GroupStateTimeout",
    "ListState",
    "MapState",
    "OutputMode",
    "QueryInfo",
    "StatefulProcessor",
    "StatefulProcessorHandle",
    "StatefulProcessorWithInitialState",
    "StreamingQuery",
    "StreamingQueryException",
    "StreamingQueryListener",
    "StreamingQueryManager",
    "StreamingQueryProgress",
    "StreamingQueryStatus",
    "TTLConfig",
    "TimeMode",
    "TimerValues",
    "Trigger",
    "ValueState",
  ],
  "org.apache.spark.sql.types": [
    "ArrayType",
    "BinaryType",
    "BooleanType",
    "ByteType",
    "CharType",
    "DataType",
    "DataTypes",
    "DateType",
    "DayTimeIntervalType",
    "Decimal",
    "DecimalType",
    "DoubleType",
    "FloatType",
    "IntegerType",
    "LongType",
    "MapType",
    "Metadata",
    "NullType",
    "ShortType",
    "StringType",
    "StructField",
    "StructType",
    "TimestampNTZType",
    "TimestampType",
    "VarcharType",
    "YearMonthIntervalType",
  ],
  "java.lang": ["Math", "Exception", "RuntimeException"],
  "java.sql": ["Date", "Timestamp"],
  "org.apache.spark.sql.streaming.GroupStateTimeout": [
    "EventTimeTimeout",
    "NoTimeout",
    "ProcessingTimeTimeout",
  ],
  scala: ["collection", "concurrent", "util"],
  "scala.collection.JavaConverters": [],
  "scala.concurrent.duration": ["Duration", "DurationInt"],
  "scala.jdk.CollectionConverters": [],
  "scala.util.control": ["NonFatal"],
  "spark.implicits": [],
};

const functions = "org.apache.spark.sql.functions";

/**
 * Reads an import and checks it; functions are looked up by the type checker, which knows them all.
 * @returns TypeScript for it: `void functions.name` for a function, an alias for one renamed
 */
export function importLines(tokens: TokenStream): string[] {
  tokens.expect("import");
  const lines: string[] = [];
  do {
    const first = tokens.peek();
    const path: string[] = [tokens.name()];
    let names: { name: string; as: string }[] = [];
    while (tokens.take(".")) {
      if (tokens.take("_") || tokens.take("*")) break;
      if (tokens.is("{")) {
        names = selectors(tokens);
        break;
      }
      path.push(tokens.name());
    }
    const module = path.join(".");
    const isWhole = module in importable || module === functions;
    const last = path.at(-1)!;
    if (names.length === 0 && !isWhole) {
      path.pop();
      names = [{ name: last, as: last }];
    }
    lines.push(...check(tokens, first, path.join("."), names));
  } while (tokens.take(","));
  return lines;
}

function selectors(tokens: TokenStream): { name: string; as: string }[] {
  tokens.expect("{");
  const names: { name: string; as: string }[] = [];
  while (!tokens.is("}")) {
    if (!tokens.take("_")) {
      const name = tokens.name();
      names.push({ name, as: tokens.take("=>") ? tokens.name() : name });
    }
    if (!tokens.take(",")) break;
  }
  tokens.expect("}");
  return names;
}

function check(
  tokens: TokenStream,
  first: ReturnType<TokenStream["peek"]>,
  module: string,
  names: readonly { name: string; as: string }[],
): string[] {
  if (module === functions)
    return names.map(({ name, as }) =>
      as === name ? `void functions.${name}` : `const ${as} = functions.${name}`,
    );
  const known = importable[module];
  if (!known) {
    const meant = nearest(module, [...Object.keys(importable), functions]);
    tokens.fail(
      `no package ${module} here${meant ? `: did you mean ${meant}?` : '; for Node\'s modules write import fs from "node:fs"'}`,
      first,
    );
  }
  for (const { name } of names) {
    if (known.includes(name)) continue;
    const meant = nearest(name, known);
    tokens.fail(`${name} is not a member of ${module}${meant ? `: did you mean ${meant}?` : ""}`, first);
  }
  return names.flatMap(({ name, as }) => (as === name ? [] : [`const ${as} = ${name}`]));
}
