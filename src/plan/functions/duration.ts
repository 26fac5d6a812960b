import { AnalysisException } from "../../util/errors.js";
import type { Expression } from "../expressions/expression.js";
import { sqlText } from "../expressions/sql-text.js";

const unitMicros: Readonly<Record<string, bigint>> = {
  week: 604_800_000_000n,
  day: 86_400_000_000n,
  hour: 3_600_000_000n,
  minute: 60_000_000n,
  second: 1_000_000n,
  millisecond: 1000n,
  microsecond: 1n,
};

/** Microseconds of a window's duration: `'5 minutes'`, `'1 hour 30 minutes'`. @throws AnalysisException for months, which have no fixed length */
export function durationMicros(argument: Expression): bigint {
  if (argument.kind === "literal" && typeof argument.value === "bigint") return argument.value;
  const text = argument.kind === "literal" ? String(argument.value) : sqlText(argument);
  const parts = [...text.matchAll(/([+-]?\d+)\s*([a-z]+?)s?(?=\s|$)/gi)];
  const total = parts.reduce<bigint | undefined>((sum, [, amount, unit]) => {
    const micros = unitMicros[unit!.toLowerCase()];
    return sum === undefined || micros === undefined ? undefined : sum + BigInt(amount!) * micros;
  }, 0n);
  if (total !== undefined && parts.length > 0) return total;
  throw new AnalysisException(
    "INVALID_INTERVAL_FORMAT.INPUT_IS_EMPTY",
    `Error parsing '${text}' to interval: intervals of window durations are weeks, days, hours, minutes, seconds.`,
    "22006",
  );
}
