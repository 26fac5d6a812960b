import { type DataType, DateType, DecimalType, IntegerType, TimestampType } from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { castTo, isInterval } from "./coercion.js";
import { timeUnsupported } from "./datetime-parameters.js";
import type { FunctionRow } from "./function-row.js";

/** The names of each field. */
const names: Readonly<Record<string, readonly string[]>> = {
  year: ["YEAR", "Y", "YEARS", "YR", "YRS"],
  yearofweek: ["YEAROFWEEK"],
  quarter: ["QUARTER", "QTR"],
  month: ["MONTH", "MON", "MONS", "MONTHS"],
  weekofyear: ["WEEK", "W", "WEEKS"],
  day: ["DAY", "D", "DAYS"],
  dayofweek: ["DAYOFWEEK", "DOW"],
  dayofweek_iso: ["DAYOFWEEK_ISO", "DOW_ISO"],
  dayofyear: ["DOY"],
  hour: ["HOUR", "H", "HOURS", "HR", "HRS"],
  minute: ["MINUTE", "M", "MIN", "MINS", "MINUTES"],
  second_fraction: ["SECOND", "S", "SEC", "SECONDS", "SECS"],
};

const fieldOf = new Map(
  Object.entries(names).flatMap(([field, all]) => all.map(name => [name, field] as const)),
);

const seconds = DecimalType(8, 6);
const tiny: DataType = { kind: "byte" };

const ofCalendar: Readonly<Record<string, DataType>> = {
  year: IntegerType,
  month: tiny,
  day: IntegerType,
  hour: tiny,
  minute: tiny,
  second_fraction: seconds,
};

/** The fields that each kind of interval has, with their types. */
const ofIntervals: Readonly<Record<string, Readonly<Record<string, DataType>>>> = {
  yearmonth: { year: IntegerType, month: tiny },
  daytime: { day: IntegerType, hour: tiny, minute: tiny, second_fraction: seconds },
  interval: ofCalendar,
};

function resolveExtract(unit: Expression, source: Expression, sql: string) {
  const text = unit.kind === "literal" ? String(unit.value) : sqlText(unit);
  const field = fieldOf.get(text.toUpperCase());
  const type = typeOf(source);
  if (type.kind === "time") throw timeUnsupported();
  const refused = () =>
    new AnalysisException(
      "INVALID_EXTRACT_FIELD",
      `Cannot extract \`${text}\` from "${sqlText(source)}".`,
      "42601",
    );
  if (isInterval(type)) {
    const result = field === undefined ? undefined : ofIntervals[type.kind]![field];
    if (!result) throw refused();
    return { args: [source], type: result, kernel: `interval_${field}`, sql };
  }
  if (field === undefined) throw refused();
  const ofDay = !["hour", "minute", "second_fraction"].includes(field);
  const point =
    type.kind === "timestamp_ntz" && !ofDay ? source : castTo(source, ofDay ? DateType : TimestampType);
  return { args: [point], type: field === "second_fraction" ? seconds : IntegerType, kernel: field, sql };
}

function row(name: string, write: (unit: string, source: string) => string): FunctionRow {
  return {
    name,
    kind: "scalar",
    usage: name === "extract" ? "extract(field FROM source)" : `${name}(field, source)`,
    doc: "A field of a date, timestamp or interval.",
    example: `${name === "extract" ? "extract(YEAR FROM" : `${name}('YEAR',`} TIMESTAMP '2019-08-12 01:00:00.123456')`,
    arity: [2, 2],
    parameters: ["field", "source"],
    resolve: ([unit, source]) => resolveExtract(unit!, source!, write(sqlText(unit!), sqlText(source!))),
  };
}

export const extraction: readonly FunctionRow[] = [
  row("extract", (unit, source) => `extract(${unit} FROM ${source})`),
  row("datepart", (unit, source) => `datepart(${unit} FROM ${source})`),
  row("date_part", (unit, source) => `date_part(${unit}, ${source})`),
];
