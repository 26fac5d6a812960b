import { AnalysisException, IllegalArgumentException, SparkError } from "../../util/errors.js";
import type { OptionMap } from "../../util/options.js";
import { timeTextMs } from "../../util/time-text.js";

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

/** Whole seconds of a time such as `10s`, `500ms`, `2m`; a bare number is of seconds. @throws IllegalArgumentException */
export function secondsOption(options: OptionMap, name: string): number {
  const seconds = Math.floor(timeTextMs(options.get(name) ?? "0", "s") / 1000);
  if (seconds < 0)
    throw new IllegalArgumentException(
      `Invalid value '${seconds}'. The option '${name}' must not be negative`,
    );
  return seconds;
}
