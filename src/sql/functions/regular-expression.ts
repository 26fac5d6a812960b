import type { Column } from "../column.js";
import type { ColumnOrName } from "../column-or-name.js";
import { call, given, value } from "./call.js";

/** Whether the text is like a pattern: `_` is any character, `%` any number of them. */
export const like = (str: ColumnOrName, pattern: ColumnOrName, escapeChar?: ColumnOrName): Column =>
  call("like", str, pattern, ...given(escapeChar));

/** As LIKE, whatever the case. */
export const ilike = (str: ColumnOrName, pattern: ColumnOrName, escapeChar?: ColumnOrName): Column =>
  call("ilike", str, pattern, ...given(escapeChar));

/** Whether a regular expression (Java's syntax) matches a part of the text. */
export const rlike = (str: ColumnOrName, regexp: ColumnOrName): Column => call("rlike", str, regexp);

/** Whether a regular expression (Java's syntax) matches a part of the text. */
export const regexp = (str: ColumnOrName, regexp: ColumnOrName): Column => call("regexp", str, regexp);

/** Whether a regular expression (Java's syntax) matches a part of the text. */
export const regexp_like = (str: ColumnOrName, regexp: ColumnOrName): Column =>
  call("regexp_like", str, regexp);

/** How many matches there are. */
export const regexp_count = (str: ColumnOrName, regexp: ColumnOrName): Column =>
  call("regexp_count", str, regexp);

/** What a group of the first match holds; empty without a match. */
export const regexp_extract = (e: ColumnOrName, exp: string, groupIdx: number): Column =>
  call("regexp_extract", e, value(exp), value(groupIdx));

/** What a group of each match holds. */
export const regexp_extract_all = (str: ColumnOrName, regexp: ColumnOrName, idx?: ColumnOrName): Column =>
  call("regexp_extract_all", str, regexp, ...given(idx));

/** Where the first match begins, counted from 1; 0 without one. */
export const regexp_instr = (str: ColumnOrName, regexp: ColumnOrName, idx?: ColumnOrName): Column =>
  call("regexp_instr", str, regexp, ...given(idx));

/** The first match; NULL without one. */
export const regexp_substr = (str: ColumnOrName, regexp: ColumnOrName): Column =>
  call("regexp_substr", str, regexp);

/** The text with what matches replaced; `$1` in the replacement is a group. */
export const regexp_replace = (
  e: ColumnOrName,
  pattern: Column | string,
  replacement: Column | string,
): Column => call("regexp_replace", e, value(pattern), value(replacement));

/** The parts of the text between the matches of a regular expression. */
export const split = (str: ColumnOrName, pattern: Column | string, limit?: Column | number): Column =>
  call("split", str, value(pattern), ...(limit === undefined ? [] : [value(limit)]));
