import { IllegalArgumentException } from "./errors.js";

const unitMs: Readonly<Record<string, number>> = {
  us: 1e-3,
  ms: 1,
  s: 1e3,
  m: 6e4,
  min: 6e4,
  h: 36e5,
  d: 864e5,
};

/**
 * Whole milliseconds of a time as options have it: `10s`, `500ms`, `2m`, `7d`.
 * @param unit of a bare number
 * @throws IllegalArgumentException in Spark's words (its `JavaUtils.timeStringAs`)
 */
export function timeTextMs(text: string, unit: "ms" | "s"): number {
  const match = /^(-?\d+)\s*([a-z]*)$/.exec(text.trim().toLowerCase());
  const scale = unitMs[match?.[2] || unit];
  if (!match || scale === undefined)
    throw new IllegalArgumentException(
      `Time must be specified as seconds (s), milliseconds (ms), microseconds (us), minutes (m or min), hour (h), or day (d). E.g. 50s, 100ms, or 250us.\nFailed to parse time string: ${text}`,
    );
  return Math.floor(Number(match[1]) * scale);
}
