import {
  type DataType,
  DateType,
  LongType,
  StringType,
  TimestampNTZType,
  TimestampType,
} from "../../types/index.js";
import { cast, functionCall, literal } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { castTo } from "./coercion.js";
import { anyTimestamp, readable, timeUnsupported } from "./datetime-parameters.js";
import { define } from "./define.js";
import type { FunctionRow } from "./function-row.js";
import { long, string } from "./parameter.js";

/** Text read as a type, by a format where one is given; other values are cast. */
function reader(name: string, type: DataType, what: string, tolerant: boolean): FunctionRow {
  const kernel = `parse_${type.kind}`;
  return {
    name,
    kind: "scalar",
    usage: `${name}(expr[, fmt])`,
    doc: `${what}, by a format where one is given${tolerant ? "; NULL where the text is none" : ""}.`,
    example: `${name}('2016-12-31', 'yyyy-MM-dd')`,
    arity: [1, 2],
    parameters: ["expr", "fmt"],
    resolve: args => {
      const [source, format] = args as [Expression, Expression?];
      const sql = `${name}(${args.map(sqlText).join(", ")})`;
      const given = typeOf(source);
      if (format === undefined || !["string", "void"].includes(given.kind)) {
        const direct =
          type.kind === "date" && !["date", "timestamp", "timestamp_ntz", "void"].includes(given.kind);
        const value = cast(direct ? castTo(source, StringType) : source, type, false, tolerant);
        return { args: [value], type, nullable: true, kernel: "positive", sql };
      }
      return {
        args: [castTo(source, StringType), castTo(format, StringType)],
        type,
        nullable: true,
        kernel: tolerant ? `try_${kernel}` : kernel,
        sql,
      };
    },
  };
}

const pattern = "yyyy-MM-dd HH:mm:ss";
const defaultFormat = literal(pattern, StringType);

/** Seconds of what a format reads, or of a date or timestamp. */
function unixTimestamp(name: string, least: number): FunctionRow {
  const row = define(name, "timeExp[, fmt]", [readable, string], LongType, {
    doc: "Seconds since 1970-01-01 00:00:00 UTC of a time, read by a format where it is text.",
    example: `${name}('2016-04-08', 'yyyy-MM-dd')`,
    defaults: [defaultFormat],
    nullable: true,
    kernel: "unix_timestamp",
  });
  return {
    ...row,
    arity: [least, 2],
    resolve: (args, context) =>
      row.resolve(
        args.length > 0
          ? args
          : [functionCall("current_timestamp", [], TimestampType, false, "current_timestamp()")],
        context,
      ),
  };
}

const timeFunctions = ["to_time", "try_to_time", "make_time", "time_diff", "time_trunc"];

export const readers: readonly FunctionRow[] = [
  reader("to_date", DateType, "The date that a text says", false),
  reader("try_to_date", DateType, "The date that a text says", true),
  reader("to_timestamp", TimestampType, "The timestamp that a text says", false),
  reader("to_timestamp_ltz", TimestampType, "The timestamp that a text says", false),
  reader("to_timestamp_ntz", TimestampNTZType, "The timestamp without zone that a text says", false),
  reader("try_to_timestamp", TimestampType, "The timestamp that a text says", true),
  unixTimestamp("unix_timestamp", 0),
  unixTimestamp("to_unix_timestamp", 1),
  define("from_unixtime", "unix_time[, fmt]", [long, string], StringType, {
    doc: "The time some seconds after 1970-01-01 00:00:00 UTC, as a format writes it.",
    example: "from_unixtime(0, 'yyyy-MM-dd HH:mm:ss')",
    defaults: [defaultFormat],
  }),
  define("date_format", "timestamp, fmt", [dateFormatTime(), string], StringType, {
    doc: "The timestamp as a format writes it (https://spark.apache.org/docs/latest/sql-ref-datetime-pattern.html).",
    example: "date_format('2016-04-08', 'y')",
  }),
  ...timeFunctions.map(
    (name): FunctionRow => ({
      name,
      kind: "scalar",
      usage: `${name}(...)`,
      doc: "Of the type TIME, which Spark has not turned on yet.",
      arity: [1, 3],
      parameters: [],
      resolve: () => {
        throw timeUnsupported();
      },
    }),
  ),
];

function dateFormatTime() {
  return {
    sql: anyTimestamp.sql,
    fit: (argument: Expression) => {
      const { kind } = typeOf(argument);
      // A time without zone is one of the session's.
      return kind === "timestamp"
        ? argument
        : ["string", "date", "timestamp_ntz", "void"].includes(kind)
          ? castTo(argument, TimestampType)
          : undefined;
    },
  };
}
