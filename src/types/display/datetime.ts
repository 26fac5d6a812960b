const MICROS_PER_SECOND = 1_000_000n;
const MILLIS_PER_DAY = 86_400_000;

/** A DATE, days since the epoch, as `yyyy-MM-dd`. */
export function formatDate(days: number): string {
  return isoDay(new Date(days * MILLIS_PER_DAY));
}

/** A TIMESTAMP, microseconds since the epoch, in a time zone: `yyyy-MM-dd HH:mm:ss[.ffffff]` without trailing zeros. */
export function formatTimestamp(micros: bigint, timeZone: string): string {
  let fraction = micros % MICROS_PER_SECOND;
  if (fraction < 0n) fraction += MICROS_PER_SECOND;
  const seconds = Number((micros - fraction) / MICROS_PER_SECOND);
  const local = new Date((seconds + zoneOffsetSeconds(seconds, timeZone)) * 1000);
  const time = local.toISOString().slice(-13, -5);
  const digits = fraction === 0n ? "" : `.${String(fraction).padStart(6, "0").replace(/0+$/, "")}`;
  return `${isoDay(local)} ${time}${digits}`;
}

/** `toISOString` writes years outside 0–9999 with six digits; Spark with a sign and as many as are needed. */
function isoDay(date: Date): string {
  const day = date.toISOString().slice(0, -14);
  return day.replace(/^([+-])0*(?=\d{4})/, "$1");
}

/** Seconds that a zone's clocks are ahead of UTC at an instant. */
export function zoneOffsetSeconds(epochSeconds: number, timeZone: string): number {
  if (timeZone === "UTC") return 0;
  // Offsets change on quarter hours only, and formatting through Intl costs microseconds: remember the last quarter.
  const quarter = Math.floor(epochSeconds / 900);
  const zone = zones.get(timeZone) ?? { format: zoneFormat(timeZone), quarter: Number.NaN, offset: 0 };
  if (zone.quarter !== quarter) {
    const fields: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
    for (const part of zone.format.formatToParts(quarter * 900_000)) fields[part.type] = Number(part.value);
    const local = Date.UTC(
      fields.year!,
      fields.month! - 1,
      fields.day!,
      fields.hour!,
      fields.minute!,
      fields.second!,
    );
    zone.offset = local / 1000 - quarter * 900;
    zone.quarter = quarter;
    zones.set(timeZone, zone);
  }
  return zone.offset;
}

const zones = new Map<string, { format: Intl.DateTimeFormat; quarter: number; offset: number }>();

function zoneFormat(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
}
