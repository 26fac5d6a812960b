import {
  CalendarIntervalType,
  type DataType,
  DateType,
  DayTimeIntervalType,
  DecimalType,
  IntegerType,
  StringType,
  TimestampNTZType,
  TimestampType,
  YearMonthIntervalType,
} from "../../types/index.js";
import { literal } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { castTo } from "./coercion.js";
import { define } from "./define.js";
import type { FunctionRow } from "./function-row.js";
import { fitArguments, int, type ParameterType, string } from "./parameter.js";

const zero = literal(0, IntegerType);
const noSeconds = literal(0n, DecimalType(8, 6));

/** A number as a whole one, and seconds with their microseconds. */
const count: ParameterType = { sql: int.sql, fit: argument => castTo(argument, IntegerType) };
const seconds = (precision: number): ParameterType => ({
  sql: `"DECIMAL(${precision},6)"`,
  fit: argument => castTo(argument, DecimalType(precision, 6)),
});

/** `make_timestamp` and its kin: of six numbers, or of a date and a time; then a zone. */
function timestampMaker(name: string, type: DataType, tolerant: boolean): FunctionRow {
  const zoned = type.kind === "timestamp";
  const local = name.replace(/^try_/, "");
  return {
    name,
    kind: "scalar",
    usage: `${name}(year, month, day, hour, min, sec${zoned ? "[, timezone]" : ""})`,
    doc: `The timestamp of its parts, or of a date and a time${tolerant ? "; NULL where there is none" : ""}.`,
    example: `${name}(2014, 12, 28, 6, 30, 45.887)`,
    arity: [1, zoned ? 7 : 6],
    parameters: ["year", "month", "day", "hour", "min", "sec", "timezone"],
    resolve: (args, context) => {
      const kernel = `${tolerant ? "try_" : ""}make_timestamp`;
      const write = (shown: string, list: readonly Expression[]) =>
        `${shown}(${list.map(sqlText).join(", ")})`;
      if (args.length >= 6) {
        const parts = [count, count, count, count, count, seconds(16), string];
        // Spark leaves the zone out of this one's name.
        const shown = name === "try_make_timestamp" ? args.slice(0, 6) : args;
        return {
          args: fitArguments(name, args, parts, context.ansi),
          type,
          nullable: true,
          kernel,
          sql: write(name, shown),
        };
      }
      const [day, time, zone] = args as [Expression, Expression?, Expression?];
      const all = [
        castTo(day, DateType),
        ...(time ? [typeOf(time).kind === "void" ? castTo(time, { kind: "time", precision: 6 }) : time] : []),
        ...(zone ? [castTo(zone, StringType)] : []),
      ];
      const sql = name.endsWith("_ltz")
        ? write("make_timestamp", args)
        : name === "try_make_timestamp_ntz"
          ? `${name}(${write(local, args)})`
          : write(name, args);
      return { args: all, type, nullable: true, kernel: `${kernel}_of_date`, sql };
    },
  };
}

const intervalParts = "[years, months, weeks, days, hours, mins, secs]";
const intervalTypes = [count, count, count, count, count, count, seconds(18)];
const intervalDefaults = [zero, zero, zero, zero, zero, zero, noSeconds];

export const makers: readonly FunctionRow[] = [
  define("make_date", "year, month, day", [count, count, count], DateType, {
    doc: "The date of its parts.",
    example: "make_date(2013, 7, 15)",
    nullable: true,
  }),
  timestampMaker("make_timestamp", TimestampType, false),
  timestampMaker("make_timestamp_ltz", TimestampType, false),
  timestampMaker("make_timestamp_ntz", TimestampNTZType, false),
  timestampMaker("try_make_timestamp", TimestampType, true),
  timestampMaker("try_make_timestamp_ltz", TimestampType, true),
  timestampMaker("try_make_timestamp_ntz", TimestampNTZType, true),
  define("make_interval", intervalParts, intervalTypes, CalendarIntervalType, {
    doc: "The calendar interval of its parts.",
    example: "make_interval(100, 11, 1, 1, 12, 30, 01.001001)",
    defaults: intervalDefaults,
  }),
  define("try_make_interval", intervalParts, intervalTypes, CalendarIntervalType, {
    doc: "The calendar interval of its parts; NULL where they are too large.",
    example: "try_make_interval(2147483647)",
    defaults: intervalDefaults,
    nullable: true,
  }),
  define(
    "make_dt_interval",
    "[days, hours, mins, secs]",
    [count, count, count, seconds(18)],
    DayTimeIntervalType(),
    {
      doc: "The day-time interval of its parts.",
      example: "make_dt_interval(1, 12, 30, 01.001001)",
      defaults: [zero, zero, zero, noSeconds],
    },
  ),
  define("make_ym_interval", "[years, months]", [count, count], YearMonthIntervalType(), {
    doc: "The year-month interval of its parts.",
    example: "make_ym_interval(1, 2)",
    defaults: [zero, zero],
  }),
];
