import { IllegalArgumentException } from "../util/errors.js";

const unitMs: Readonly<Record<string, number>> = {
  week: 7 * 86_400_000,
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
  microsecond: 0.001,
};

/**
 * Milliseconds of an interval such as `"5 seconds"`, `"1 minute 30 seconds"`, `"interval 1 hour"`.
 * @throws IllegalArgumentException in the words of Spark's `CalendarInterval` parser
 */
export function intervalMs(text: string): number {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words[0] === "interval") words.shift();
  if (words.length === 0) throw invalid(text, "interval string cannot be empty");
  let total = 0;
  for (let i = 0; i < words.length; i += 2) {
    const [amount, unit] = [words[i]!, words[i + 1]];
    if (!/^[+-]?\d+(\.\d+)?$/.test(amount)) throw invalid(text, `unrecognized number '${amount}'`);
    if (unit === undefined) throw invalid(text, `expect a unit name after '${amount}' but hit EOL`);
    if (/^(month|year)s?$/.test(unit))
      throw new IllegalArgumentException(`Doesn't support month or year interval: ${text}`);
    const ms = unitMs[unit.replace(/s$/, "")];
    if (ms === undefined) throw invalid(text, `invalid unit '${unit}'`);
    total += Number(amount) * ms;
  }
  if (total < 0) throw new IllegalArgumentException("The trigger interval must not be negative.");
  return Math.floor(total);
}

function invalid(text: string, why: string): IllegalArgumentException {
  return new IllegalArgumentException(
    `Error parsing '${text}' to interval, ${why}; give a number and a unit, such as "5 seconds".`,
  );
}
