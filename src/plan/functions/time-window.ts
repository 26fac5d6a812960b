import {
  LongType,
  StringType,
  StructField,
  StructType,
  sqlName,
  TimestampNTZType,
  TimestampType,
} from "../../types/index.js";
import { literal } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { castTo, mismatch } from "./coercion.js";
import { durationMicros } from "./duration.js";
import type { FunctionRow } from "./function-row.js";

/** The time column of a window: a timestamp of either kind, or text that reads as one. */
function timeOf(name: string, argument: Expression): Expression {
  const type = typeOf(argument);
  if (type.kind === "timestamp" || type.kind === "timestamp_ntz") return argument;
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
        columns: [{ name: "window", type: windowType(time), nullable: false }],
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
