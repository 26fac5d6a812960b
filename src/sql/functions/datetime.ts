import type { Column } from "../column.js";
import type { ColumnOrName } from "../column-or-name.js";
import { call, given, value } from "./call.js";

/** The date some months later, at the end of a month that is too short. */
export const add_months = (startDate: ColumnOrName, numMonths: number | Column): Column =>
  call("add_months", startDate, value(numMonths));
/** A time of one zone as another zone's clocks show it; without a source, one of the session's. */
export function convert_timezone(targetTz: Column, sourceTs: ColumnOrName): Column;
export function convert_timezone(sourceTz: Column, targetTz: Column, sourceTs: ColumnOrName): Column;
export function convert_timezone(...args: ColumnOrName[]): Column {
  return call("convert_timezone", ...args);
}
/** The date at the start of the query. */
export const curdate = (): Column => call("curdate");
/** The date at the start of the query. */
export const current_date = (): Column => call("current_date");
/** The time of day at the start of the query. */
export const current_time = (precision?: number): Column =>
  call("current_time", ...(precision === undefined ? [] : [value(precision)]));
/** The timestamp at the start of the query. */
export const current_timestamp = (): Column => call("current_timestamp");
/** The session's time zone. */
export const current_timezone = (): Column => call("current_timezone");
/** The date some days later. */
export const date_add = (start: ColumnOrName, days: number | Column): Column =>
  call("date_add", start, value(days));
/** How many days the first date is after the second. */
export const date_diff = (end: ColumnOrName, start: ColumnOrName): Column => call("date_diff", end, start);
/** The timestamp as a format writes it. */
export const date_format = (dateExpr: ColumnOrName, format: string): Column =>
  call("date_format", dateExpr, value(format));
/** The date some days after 1970-01-01. */
export const date_from_unix_date = (days: ColumnOrName): Column => call("date_from_unix_date", days);
/** A field of a date, timestamp or interval. */
export const date_part = (field: Column, source: ColumnOrName): Column => call("date_part", field, source);
/** The date some days earlier. */
export const date_sub = (start: ColumnOrName, days: number | Column): Column =>
  call("date_sub", start, value(days));
/** The timestamp without what is smaller than a unit. */
export const date_trunc = (format: string, timestamp: ColumnOrName): Column =>
  call("date_trunc", value(format), timestamp);
/** The date some days later. */
export const dateadd = (start: ColumnOrName, days: Column): Column => call("dateadd", start, days);
/** How many days the first date is after the second. */
export const datediff = (end: ColumnOrName, start: ColumnOrName): Column => call("datediff", end, start);
/** A field of a date, timestamp or interval. */
export const datepart = (field: Column, source: ColumnOrName): Column => call("datepart", field, source);
/** The day of the month. */
export const day = (e: ColumnOrName): Column => call("day", e);
/** The short name of the day of the week. */
export const dayname = (e: ColumnOrName): Column => call("dayname", e);
/** The day of the month. */
export const dayofmonth = (e: ColumnOrName): Column => call("dayofmonth", e);
/** The day of the week: 1 is Sunday, 7 Saturday. */
export const dayofweek = (e: ColumnOrName): Column => call("dayofweek", e);
/** The day of the year, from 1. */
export const dayofyear = (e: ColumnOrName): Column => call("dayofyear", e);
/** A field of a date, timestamp or interval. */
export const extract = (field: Column, source: ColumnOrName): Column => call("extract", field, source);
/** The time some seconds after 1970-01-01 00:00:00 UTC, as a format writes it. */
export const from_unixtime = (seconds: ColumnOrName, format?: string): Column =>
  call("from_unixtime", seconds, ...optional(format));
/** What a zone's clocks show at a time of UTC. */
export const from_utc_timestamp = (timestamp: ColumnOrName, timeZone: string | Column): Column =>
  call("from_utc_timestamp", timestamp, value(timeZone));
/** The hour. */
export const hour = (e: ColumnOrName): Column => call("hour", e);
/** The last day of the date's month. */
export const last_day = (e: ColumnOrName): Column => call("last_day", e);
/** What the session's clocks show at the start of the query. */
export const localtimestamp = (): Column => call("localtimestamp");
/** The date of its parts. */
export const make_date = (year: ColumnOrName, month: ColumnOrName, day: ColumnOrName): Column =>
  call("make_date", year, month, day);
/** The day-time interval of its parts: days, hours, minutes, seconds. */
export const make_dt_interval = (...parts: ColumnOrName[]): Column => call("make_dt_interval", ...parts);
/** The calendar interval of its parts: years, months, weeks, days, hours, minutes, seconds. */
export const make_interval = (...parts: ColumnOrName[]): Column => call("make_interval", ...parts);
/** The timestamp of its parts: year, month, day, hour, minute, second and a zone; or of a date and a time. */
export const make_timestamp = (...parts: ColumnOrName[]): Column => call("make_timestamp", ...parts);
/** As {@link make_timestamp}. */
export const make_timestamp_ltz = (...parts: ColumnOrName[]): Column => call("make_timestamp_ltz", ...parts);
/** The timestamp without zone of its parts. */
export const make_timestamp_ntz = (...parts: ColumnOrName[]): Column => call("make_timestamp_ntz", ...parts);
/** The year-month interval of its parts: years, months. */
export const make_ym_interval = (...parts: ColumnOrName[]): Column => call("make_ym_interval", ...parts);
/** The minute. */
export const minute = (e: ColumnOrName): Column => call("minute", e);
/** The month, from 1 to 12. */
export const month = (e: ColumnOrName): Column => call("month", e);
/** The short name of the month. */
export const monthname = (e: ColumnOrName): Column => call("monthname", e);
/** How many months the first is after the second; parts of a month are of 31 days. */
export const months_between = (end: ColumnOrName, start: ColumnOrName, roundOff?: boolean): Column =>
  call("months_between", end, start, ...optional(roundOff));
/** The first day of that name after the date. */
export const next_day = (date: ColumnOrName, dayOfWeek: string | Column): Column =>
  call("next_day", date, value(dayOfWeek));
/** The timestamp at the start of the query. */
export const now = (): Column => call("now");
/** The quarter of the year, from 1 to 4. */
export const quarter = (e: ColumnOrName): Column => call("quarter", e);
/** The second. */
export const second = (e: ColumnOrName): Column => call("second", e);
/** The timestamp some units later. */
export const timestamp_add = (unit: string, quantity: ColumnOrName, timestamp: ColumnOrName): Column =>
  call("timestampadd", value(unit), quantity, timestamp);
/** How many whole units the second timestamp is after the first. */
export const timestamp_diff = (unit: string, start: ColumnOrName, end: ColumnOrName): Column =>
  call("timestampdiff", value(unit), start, end);
/** The timestamp some microseconds after 1970-01-01 00:00:00 UTC. */
export const timestamp_micros = (e: ColumnOrName): Column => call("timestamp_micros", e);
/** The timestamp some milliseconds after 1970-01-01 00:00:00 UTC. */
export const timestamp_millis = (e: ColumnOrName): Column => call("timestamp_millis", e);
/** The timestamp some seconds after 1970-01-01 00:00:00 UTC. */
export const timestamp_seconds = (e: ColumnOrName): Column => call("timestamp_seconds", e);
/** The date that a text says, by a format where one is given. */
export const to_date = (e: ColumnOrName, format?: string): Column => call("to_date", e, ...optional(format));
/** The timestamp that a text says, by a format where one is given. */
export const to_timestamp = (e: ColumnOrName, format?: string): Column =>
  call("to_timestamp", e, ...optional(format));
/** As {@link to_timestamp}. */
export const to_timestamp_ltz = (timestamp: ColumnOrName, format?: ColumnOrName): Column =>
  call("to_timestamp_ltz", ...given(timestamp, format));
/** The timestamp without zone that a text says, by a format where one is given. */
export const to_timestamp_ntz = (timestamp: ColumnOrName, format?: ColumnOrName): Column =>
  call("to_timestamp_ntz", ...given(timestamp, format));
/** Seconds since 1970-01-01 00:00:00 UTC of a time, read by a format where it is text. */
export const to_unix_timestamp = (time: ColumnOrName, format?: ColumnOrName): Column =>
  call("to_unix_timestamp", ...given(time, format));
/** The time of UTC when a zone's clocks show a time. */
export const to_utc_timestamp = (timestamp: ColumnOrName, timeZone: string | Column): Column =>
  call("to_utc_timestamp", timestamp, value(timeZone));
/** The first day of the date's year, quarter, month or week. */
export const trunc = (date: ColumnOrName, format: string): Column => call("trunc", date, value(format));
/** As {@link make_interval}, NULL where the parts are too large. */
export const try_make_interval = (...parts: ColumnOrName[]): Column => call("try_make_interval", ...parts);
/** As {@link make_timestamp}, NULL where there is none. */
export const try_make_timestamp = (...parts: ColumnOrName[]): Column => call("try_make_timestamp", ...parts);
/** As {@link make_timestamp_ltz}, NULL where there is none. */
export const try_make_timestamp_ltz = (...parts: ColumnOrName[]): Column =>
  call("try_make_timestamp_ltz", ...parts);
/** As {@link make_timestamp_ntz}, NULL where there is none. */
export const try_make_timestamp_ntz = (...parts: ColumnOrName[]): Column =>
  call("try_make_timestamp_ntz", ...parts);
/** As {@link to_date}, NULL where the text is none. */
export const try_to_date = (e: ColumnOrName, format?: string): Column =>
  call("try_to_date", e, ...optional(format));
/** As {@link to_timestamp}, NULL where the text is none. */
export const try_to_timestamp = (e: ColumnOrName, format?: ColumnOrName): Column =>
  call("try_to_timestamp", ...given(e, format));
/** Days since 1970-01-01. */
export const unix_date = (e: ColumnOrName): Column => call("unix_date", e);
/** Microseconds since 1970-01-01 00:00:00 UTC. */
export const unix_micros = (e: ColumnOrName): Column => call("unix_micros", e);
/** Milliseconds since 1970-01-01 00:00:00 UTC. */
export const unix_millis = (e: ColumnOrName): Column => call("unix_millis", e);
/** Seconds since 1970-01-01 00:00:00 UTC. */
export const unix_seconds = (e: ColumnOrName): Column => call("unix_seconds", e);
/** Seconds since 1970-01-01 00:00:00 UTC: of now, or of a time, read by a format where it is text. */
export const unix_timestamp = (time?: ColumnOrName, format?: string): Column =>
  call("unix_timestamp", ...(time === undefined ? [] : [time, ...optional(format)]));
/** The day of the week: 0 is Monday, 6 Sunday. */
export const weekday = (e: ColumnOrName): Column => call("weekday", e);
/** The week of the year as ISO 8601 counts it. */
export const weekofyear = (e: ColumnOrName): Column => call("weekofyear", e);
/** The year. */
export const year = (e: ColumnOrName): Column => call("year", e);

function optional(plain: string | boolean | undefined): Column[] {
  return plain === undefined ? [] : [value(plain)];
}
