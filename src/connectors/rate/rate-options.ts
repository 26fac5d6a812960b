import { AnalysisException, IllegalArgumentException, SparkError } from "../../util/errors.js";
import type { OptionMap } from "../../util/options.js";

/** @throws IllegalArgumentException in Spark's words, when it is less than `least` (0 or 1) or no whole number */
export function wholeOption(options: OptionMap, name: string, fallback: number, least: 0 | 1): number {
  const text = options.get(name);
  if (text === undefined) return check(options, name, fallback, least);
  if (!/^[+-]?\d{1,15}$/.test(text))
    throw new IllegalArgumentException(`For input string: "${text}" (option ${name})`);
  return check(options, name, Number(text), least);
}

function check(options: OptionMap, name: string, value: number, least: number): number {
  if (value < least)
    throw new IllegalArgumentException(
      `Invalid value '${options.get(name) ?? value}'. The option '${name}' must be ${least === 1 ? "positive" : "non-negative"}`,
    );
  return value;
}

/** What sources of a fixed schema, which are streams alone, refuse. */
export function checkStreamOnly(
  format: string,
  provider: string,
  hasSchema: boolean,
  isStreaming: boolean,
): void {
  if (!isStreaming) throw new AnalysisException(null, `${format} is not a valid Spark SQL Data Source.`);
  if (hasSchema) throw new SparkError(null, `${provider} source does not support user-specified schema.`);
}

const units: Readonly<Record<string, number>> = {
  us: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  min: 60,
  h: 3600,
  d: 86_400,
};

/** Whole seconds of a time such as `10s`, `500ms`, `2m`; a bare number is of seconds. @throws IllegalArgumentException */
export function secondsOption(options: OptionMap, name: string): number {
  const text = options.get(name) ?? "0";
  const match = /^(-?\d+)\s*([a-z]*)$/.exec(text.trim().toLowerCase());
  const unit = units[match?.[2] || "s"];
  if (!match || unit === undefined)
    throw new IllegalArgumentException(
      `Time must be specified as seconds (s), milliseconds (ms), microseconds (us), minutes (m or min), hour (h), or day (d). E.g. 50s, 100ms, or 250us.\nFailed to parse time string: ${text}`,
    );
  const seconds = Math.floor(Number(match[1]) * unit);
  if (seconds < 0)
    throw new IllegalArgumentException(
      `Invalid value '${seconds}'. The option '${name}' must not be negative`,
    );
  return seconds;
}
