import {
  CalendarIntervalType,
  DayTimeIntervalType,
  LongType,
  StringType,
  StructField,
  StructType,
  sqlName,
  TimestampNTZType,
  TimestampType,
} from "../../types/index.js";
import { functionCall, literal, unresolvedFunction } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { castTo, mismatch } from "./coercion.js";
import { durationMicros } from "./duration.js";
import type { FunctionRow } from "./function-row.js";

/** The time column of a window: a timestamp of either kind, text that reads as one, or another window. */
function timeOf(name: string, argument: Expression): Expression {
  const type = typeOf(argument);
  if (type.kind === "timestamp" || type.kind === "timestamp_ntz") return argument;
  if (type.kind === "struct" && type.fields.length === 2 && type.fields[1]!.name === "end")
    return functionCall("window_time", [argument], type.fields[1]!.dataType, true);
  if (type.kind === "string" || type.kind === "date" || type.kind === "void")
    return castTo(argument, TimestampType);
  throw mismatch(
    "UNEXPECTED_INPUT_TYPE",
    name,
    [argument],
    `The first parameter requires the ("TIMESTAMP" or "TIMESTAMP WITHOUT TIME ZONE") type, however "${sqlText(argument)}" has the type "${sqlName(type)}".`,
  );
}

function windowType(time: Expression): StructType {
  const type = typeOf(time).kind === "timestamp_ntz" ? TimestampNTZType : TimestampType;
  return new StructType([new StructField("start", type), new StructField("end", type)]);
}

/** How long a session stays open: text that stands for an interval, or a column that gives one for each row. */
function gapOf(argument: Expression): Expression {
  const type = typeOf(argument).kind;
  if (argument.kind === "literal" && type === "string")
    return literal(durationMicros(argument), DayTimeIntervalType());
  return type === "string" ? castTo(argument, CalendarIntervalType) : argument;
}

export const timeWindow: readonly FunctionRow[] = [
  {
    name: "window",
    kind: "generator",
    usage: "window(time_column, window_duration[, slide_duration[, start_time]])",
    doc: "The time windows that a row is in: `window.start` and `window.end`.",
    arity: [1, 4],
    parameters: ["time_column", "window_duration", "slide_duration", "start_time"],
    resolve: args => {
      const time = timeOf("window", args[0]!);
      const duration = durationMicros(args[1]!);
      const slide = args[2] ? durationMicros(args[2]) : duration;
      const offset = args[3] ? durationMicros(args[3]) : 0n;
      if (slide <= 0n || duration < slide || offset >= slide)
        throw mismatch(
          "PARAMETER_CONSTRAINT_VIOLATION",
          "window",
          args,
          `The \`slide_duration\` (${slide}L) must be <= the \`window_duration\` (${duration}L).`,
        );
      return {
        args: [time, ...[duration, slide, offset].map(each => literal(each, LongType))],
        type: windowType(time),
        kernel: "time_window",
        columns: [{ name: "window", type: windowType(time), nullable: slide !== duration }],
      };
    },
  },
  {
    name: "session_window",
    kind: "generator",
    usage: "session_window(time_column, gap_duration)",
    doc: "The session that a row is in: rows that follow each other within the gap; `session_window.start` and `.end`.",
    arity: [2, 2],
    parameters: ["time_column", "gap_duration"],
    resolve: (args, context) => {
      const time = timeOf("session_window", args[0]!);
      return {
        args: [time, context.resolve(unresolvedFunction("+", [time, gapOf(args[1]!)]))],
        type: windowType(time),
        kernel: "session_window",
        columns: [{ name: "session_window", type: windowType(time), nullable: false }],
      };
    },
  },
  {
    name: "window_time",
    kind: "scalar",
    usage: "window_time(window_column)",
    doc: "The last instant of a time window.",
    arity: [1, 1],
    parameters: ["window_column"],
    resolve: args => {
      const type = typeOf(args[0]!);
      return { args, type: type.kind === "struct" ? type.fields[1]!.dataType : StringType };
    },
  },
];
