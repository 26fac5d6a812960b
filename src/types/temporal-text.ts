import { formatWithPattern } from "./datetime-pattern/format.js";

export interface TemporalFormats {
  readonly timestamp: (micros: bigint, withZone: boolean) => string;
  readonly date: (days: number) => string;
}

/** How JSON and CSV write dates and times: by the options' patterns, else in ISO 8601 with milliseconds. */
export function temporalFormats(
  option: (name: string) => string | undefined,
  timeZone: string,
): TemporalFormats {
  const pattern = option("timestampFormat");
  const plain = option("timestampNTZFormat") ?? pattern;
  const date = option("dateFormat") ?? "yyyy-MM-dd";
  const millis = "yyyy-MM-dd'T'HH:mm:ss.SSS";
  return {
    timestamp: (micros, withZone) =>
      withZone
        ? formatWithPattern(micros, pattern ?? `${millis}XXX`, timeZone)
        : formatWithPattern(micros, plain ?? millis, "UTC"),
    date: days => formatWithPattern(BigInt(days) * 86_400_000_000n, date, "UTC"),
  };
}
