import type { Cursor } from "./cursor.js";
import { intervalLiteral, isIntervalAhead } from "./interval-literal.js";
import { stringText } from "./option-list.js";
import type { ParseException } from "./parse-exception.js";
import type { Statement } from "./statement.js";
import { quotedName } from "./string-literal.js";
import type { Token } from "./token.js";

const pair = /^(`(?:[^`]|``)+`|[\w.:\\]+)\s*=\s*(.*)$/s;
const keyAlone = /^(`(?:[^`]|``)+`|[\w.:\\]+)$/;

/** `SET`, `SET -v`, `SET k`, `SET k = v`, `SET TIME ZONE …`: values are taken as typed, up to the end. */
export function setCommand(cursor: Cursor): Statement {
  const first = cursor.take();
  if (cursor.accept("TIME", "ZONE")) return setTimeZone(cursor, first);
  const rest = cursor.takeRest();
  if (rest === "" || rest === "-v") return { kind: "showConfiguration", key: null, verbose: rest === "-v" };
  const [, key, value] = pair.exec(rest) ?? [];
  if (key !== undefined && value !== undefined)
    return { kind: "set", key: unquoted(key), value: unquoted(value) };
  if (keyAlone.test(rest)) return { kind: "showConfiguration", key: unquoted(rest), verbose: false };
  throw cursor.errorFrom(
    first,
    "INVALID_SET_SYNTAX",
    "Expected format is 'SET', 'SET key', or 'SET key=value'. If you want to include special characters in key, " +
      "or include semicolon in value, please use backquotes, e.g., SET `key`=`value`.",
    "42000",
  );
}

/** `RESET`, `RESET k` */
export function resetCommand(cursor: Cursor): Statement {
  const first = cursor.take();
  const rest = cursor.takeRest();
  if (rest !== "" && !keyAlone.test(rest))
    throw cursor.errorFrom(
      first,
      "INVALID_RESET_COMMAND_FORMAT",
      "Expected format is 'RESET' or 'RESET key'. If you want to include special characters in key, " +
        "please use quotes, e.g., RESET `key`.",
      "42000",
    );
  return { kind: "reset", key: rest === "" ? null : unquoted(rest) };
}

const unquoted = (text: string): string => (/^`.*`$/s.test(text) ? quotedName(text) : text);

function setTimeZone(cursor: Cursor, first: Token): Statement {
  if (cursor.accept("LOCAL")) return { kind: "setTimeZone", timeZone: null };
  if (isIntervalAhead(cursor)) return { kind: "setTimeZone", timeZone: offset(cursor, first) };
  if (cursor.token.kind === "string") return { kind: "setTimeZone", timeZone: stringText(cursor) };
  cursor.takeRest();
  throw invalidTimeZone(cursor, first);
}

/** The offset that an interval is, such as `+09:30`. */
function offset(cursor: Cursor, first: Token): string {
  const interval = intervalLiteral(cursor);
  const micros =
    interval.kind === "literal" && typeof interval.value === "bigint" ? interval.value : undefined;
  const minutes = micros === undefined ? Number.NaN : Number(micros) / 60_000_000;
  if (!Number.isInteger(minutes) || Math.abs(minutes) > 18 * 60) throw invalidTimeZone(cursor, first);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(size / 60)}:${two(size % 60)}`;
}

const invalidTimeZone = (cursor: Cursor, first: Token): ParseException =>
  cursor.errorFrom(first, null, "Invalid time zone displacement value.");
