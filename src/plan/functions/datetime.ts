import {
  BooleanType,
  DateType,
  DoubleType,
  IntegerType,
  LongType,
  StringType,
  TimestampNTZType,
  TimestampType,
  TimeType,
} from "../../types/index.js";
import { literal } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { castTo } from "./coercion.js";
import { extraction } from "./datetime-extract.js";
import { makers } from "./datetime-make.js";
import { anyTimestamp, date, days, onlyDate, onlyTimestamp, wholeNumber } from "./datetime-parameters.js";
import { readers } from "./datetime-read.js";
import { define, withAliases } from "./define.js";
import type { FunctionRow } from "./function-row.js";
import { any, boolean, exactly, int, integral, numeric, string, timestamp } from "./parameter.js";

const field = (name: string, doc: string, example: string): FunctionRow =>
  define(name, "date", [date], IntegerType, { doc, example });

const clock = (name: string, doc: string, example: string): FunctionRow =>
  define(name, "timestamp", [anyTimestamp], IntegerType, { doc, example });

const fields: readonly FunctionRow[] = [
  field("year", "The year.", "year('2016-07-30')"),
  field("quarter", "The quarter of the year, from 1 to 4.", "quarter('2016-08-31')"),
  field("month", "The month, from 1 to 12.", "month('2016-07-30')"),
  ...withAliases(field("day", "The day of the month.", "day('2009-07-30')"), "dayofmonth"),
  field("dayofweek", "The day of the week: 1 is Sunday, 7 Saturday.", "dayofweek('2009-07-30')"),
  field("weekday", "The day of the week: 0 is Monday, 6 Sunday.", "weekday('2009-07-30')"),
  field("dayofyear", "The day of the year, from 1.", "dayofyear('2016-04-09')"),
  field("weekofyear", "The week of the year as ISO 8601 counts it.", "weekofyear('2008-02-20')"),
  clock("hour", "The hour.", "hour('2018-02-14 12:58:59')"),
  clock("minute", "The minute.", "minute('2009-07-30 12:58:59')"),
  clock("second", "The second.", "second('2018-02-14 12:58:59')"),
  define("dayname", "date", [date], StringType, {
    doc: "The short name of the day of the week.",
    example: "dayname('2008-02-20')",
  }),
  define("monthname", "date", [date], StringType, {
    doc: "The short name of the month.",
    example: "monthname('2008-02-20')",
  }),
];

const dateAdd = define("date_add", "start_date, num_days", [date, days], DateType, {
  doc: "The date some days later.",
  example: "date_add('2016-07-30', 1)",
});
const dateDiff = define("date_diff", "endDate, startDate", [date, date], IntegerType, {
  doc: "How many days the first date is after the second.",
  example: "date_diff('2009-07-31', '2009-07-30')",
});

const movements: readonly FunctionRow[] = [
  dateAdd,
  {
    ...dateAdd,
    name: "dateadd",
    usage: "dateadd(start_date, num_days)",
    resolve: (args, context) =>
      ({
        kernel: "date_add",
        ...dateAdd.resolve(args, context),
        sql: `date_add(${args.map(sqlText).join(", ")})`,
      }) as ReturnType<FunctionRow["resolve"]>,
  },
  define("date_sub", "start_date, num_days", [date, days], DateType, {
    doc: "The date some days earlier.",
    example: "date_sub('2016-07-30', 1)",
  }),
  ...withAliases(dateDiff, "datediff"),
  define("add_months", "start_date, num_months", [date, int], DateType, {
    doc: "The date some months later, at the end of a month that is too short.",
    example: "add_months('2016-08-31', 1)",
  }),
  define(
    "months_between",
    "timestamp1, timestamp2[, roundOff]",
    [timestamp, timestamp, boolean],
    DoubleType,
    {
      doc: "How many months the first is after the second; parts of a month are of 31 days.",
      example: "months_between('1997-02-28 10:30:00', '1996-10-30')",
      defaults: [literal(true, BooleanType)],
    },
  ),
  define("last_day", "date", [date], DateType, {
    doc: "The last day of the date's month.",
    example: "last_day('2009-01-12')",
  }),
  define("next_day", "start_date, day_of_week", [date, string], DateType, {
    doc: "The first day of that name after the date.",
    example: "next_day('2015-01-14', 'TU')",
    nullable: true,
  }),
  define("trunc", "date, fmt", [date, string], DateType, {
    doc: "The first day of the date's year, quarter, month or week.",
    example: "trunc('2019-08-04', 'week')",
    nullable: true,
  }),
  define("date_trunc", "fmt, ts", [string, timestamp], TimestampType, {
    doc: "The timestamp without what is smaller than a unit.",
    example: "date_trunc('HOUR', '2015-03-05T09:32:05.359')",
    nullable: true,
  }),
  define(
    "timestampadd",
    "unit, quantity, timestamp",
    [any, integral, anyTimestamp],
    args => typeOf(args[2]!),
    {
      doc: "The timestamp some units later.",
      example: "timestampadd(MONTH, -1, TIMESTAMP'2022-03-31 00:00:00')",
    },
  ),
  define("timestampdiff", "unit, start, end", [any, timestamp, timestamp], LongType, {
    doc: "How many whole units the second timestamp is after the first.",
    example: "timestampdiff(MONTH, TIMESTAMP'2021-01-01 00:00:00', TIMESTAMP'2021-02-01 00:00:00')",
  }),
];

const zones: readonly FunctionRow[] = [
  define("from_utc_timestamp", "timestamp, timezone", [timestamp, string], TimestampType, {
    doc: "What a zone's clocks show at a time of UTC.",
    example: "from_utc_timestamp('2016-08-31', 'Asia/Seoul')",
  }),
  define("to_utc_timestamp", "timestamp, timezone", [timestamp, string], TimestampType, {
    doc: "The time of UTC when a zone's clocks show a time.",
    example: "to_utc_timestamp('2016-08-31', 'Asia/Seoul')",
  }),
  {
    ...define(
      "convert_timezone",
      "sourceTz, targetTz, sourceTs",
      [string, string, exactly(TimestampNTZType)],
      TimestampNTZType,
      {
        doc: "What the clocks of a zone show when those of another show a time.",
        example:
          "convert_timezone('Europe/Brussels', 'America/Los_Angeles', timestamp_ntz'2021-12-06 00:00:00')",
      },
    ),
    arity: [2, 3],
    resolve: (args, context) => {
      const all = args.length === 3 ? args : [literal(context.timeZone, StringType), ...args];
      const [from, to, local] = all as [Expression, Expression, Expression];
      const names = [args.length === 3 ? sqlText(from) : "current_timezone()", sqlText(to), sqlText(local)];
      return {
        args: [castTo(from, StringType), castTo(to, StringType), castTo(local, TimestampNTZType)],
        type: TimestampNTZType,
        sql: `convert_timezone(${names.join(", ")})`,
      };
    },
  },
];

const epoch: readonly FunctionRow[] = [
  define("unix_date", "date", [onlyDate], IntegerType, {
    doc: "Days since 1970-01-01.",
    example: "unix_date(DATE('1970-01-02'))",
  }),
  define("unix_seconds", "timestamp", [onlyTimestamp], LongType, {
    doc: "Seconds since 1970-01-01 00:00:00 UTC.",
    example: "unix_seconds(TIMESTAMP('1970-01-01 00:00:01Z'))",
  }),
  define("unix_millis", "timestamp", [onlyTimestamp], LongType, {
    doc: "Milliseconds since 1970-01-01 00:00:00 UTC.",
    example: "unix_millis(TIMESTAMP('1970-01-01 00:00:01Z'))",
  }),
  define("unix_micros", "timestamp", [onlyTimestamp], LongType, {
    doc: "Microseconds since 1970-01-01 00:00:00 UTC.",
    example: "unix_micros(TIMESTAMP('1970-01-01 00:00:01Z'))",
  }),
  define("date_from_unix_date", "days", [int], DateType, {
    doc: "The date some days after 1970-01-01.",
    example: "date_from_unix_date(1)",
  }),
  define(
    "timestamp_seconds",
    "seconds",
    [
      {
        ...numeric,
        fit: (argument, ansi) =>
          typeOf(argument).kind === "string" ? undefined : numeric.fit(argument, ansi),
      },
    ],
    TimestampType,
    {
      doc: "The timestamp some seconds after 1970-01-01 00:00:00 UTC.",
      example: "timestamp_seconds(1230219000)",
    },
  ),
  define("timestamp_millis", "milliseconds", [wholeNumber], TimestampType, {
    doc: "The timestamp some milliseconds after 1970-01-01 00:00:00 UTC.",
    example: "timestamp_millis(1230219000123)",
  }),
  define("timestamp_micros", "microseconds", [wholeNumber], TimestampType, {
    doc: "The timestamp some microseconds after 1970-01-01 00:00:00 UTC.",
    example: "timestamp_micros(1230219000123123)",
  }),
];

const now = { nullable: false } as const;
const currentDate = define("current_date", "", [], DateType, {
  doc: "The date at the start of the query.",
  example: "current_date()",
  ...now,
});

const clocks: readonly FunctionRow[] = [
  currentDate,
  define("curdate", "", [], DateType, {
    doc: "The date at the start of the query.",
    kernel: "current_date",
    label: "current_date",
    ...now,
  }),
  define("current_timestamp", "", [], TimestampType, {
    doc: "The timestamp at the start of the query.",
    ...now,
  }),
  define("now", "", [], TimestampType, {
    doc: "The timestamp at the start of the query.",
    kernel: "current_timestamp",
    ...now,
  }),
  define("localtimestamp", "", [], TimestampNTZType, {
    doc: "What the session's clocks show at the start of the query.",
    ...now,
  }),
  define("current_timezone", "", [], StringType, { doc: "The session's time zone.", ...now }),
  {
    ...define("current_time", "[precision]", [int], TimeType(), {
      doc: "The time of day at the start of the query.",
      ...now,
    }),
    resolve: args => {
      const precision = args[0] ?? literal(6, IntegerType);
      const digits =
        precision.kind === "literal" && typeof precision.value === "number" ? precision.value : 6;
      return {
        args: [],
        type: TimeType(digits),
        nullable: false,
        sql: `current_time(${sqlText(precision)})`,
      };
    },
  },
];

export const datetime: readonly FunctionRow[] = [
  ...fields,
  ...movements,
  ...zones,
  ...epoch,
  ...clocks,
  ...extraction,
  ...readers,
  ...makers,
];
