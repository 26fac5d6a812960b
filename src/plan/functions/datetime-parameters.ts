import { DateType, IntegerType, StringType, TimestampType } from "../../types/index.js";
import { SparkError } from "../../util/errors.js";
import { typeOf } from "../expressions/inspect.js";
import { castTo, isDatetime, isIntegral, isNumeric } from "./coercion.js";
import { exactly, integral, oneOf, type ParameterType } from "./parameter.js";

/** TIME stands behind `spark.sql.timeType.enabled` in Spark, which is off. */
export function timeUnsupported(): SparkError {
  return new SparkError("UNSUPPORTED_TIME_TYPE", "The data type TIME is not supported.", "0A000");
}

function withoutTime(parameter: ParameterType): ParameterType {
  return {
    sql: parameter.sql,
    fit: (argument, ansi) => {
      if (typeOf(argument).kind === "time") throw timeUnsupported();
      return parameter.fit(argument, ansi);
    },
  };
}

/** A timestamp with or without zone. */
export const anyTimestamp = withoutTime({
  sql: exactly(TimestampType).sql,
  fit: oneOf(["TIMESTAMP"], ["timestamp", "timestamp_ntz"], TimestampType).fit,
});

/** As it is: what implicit casts would bring is refused. */
export const onlyTimestamp = oneOf(["TIMESTAMP"], ["timestamp"]);
export const onlyDate = oneOf(["DATE"], ["date"]);

/** A count of days. */
export const days: ParameterType = {
  sql: '("INT" or "SMALLINT" or "TINYINT")',
  fit: (argument, ansi) => {
    const { kind } = typeOf(argument);
    if (kind === "integer" || kind === "short" || kind === "byte") return argument;
    return isNumeric(typeOf(argument)) ? undefined : exactly(IntegerType).fit(argument, ansi);
  },
};

/** What is read by a format, or is a date or timestamp already. */
export const readable: ParameterType = {
  sql: '("STRING" or "DATE" or "TIMESTAMP" or "TIMESTAMP_NTZ")',
  fit: oneOf(["STRING"], ["string", "date", "timestamp", "timestamp_ntz"], StringType).fit,
};

/** A date, or the day of a timestamp. */
export const date: ParameterType = {
  sql: exactly(DateType).sql,
  fit: (argument, ansi) =>
    isDatetime(typeOf(argument)) ? castTo(argument, DateType) : exactly(DateType).fit(argument, ansi),
};

/** A whole number; fractions are refused. */
export const wholeNumber: ParameterType = {
  sql: integral.sql,
  fit: (argument, ansi) => {
    const type = typeOf(argument);
    return isNumeric(type) && !isIntegral(type) ? undefined : integral.fit(argument, ansi);
  },
};
