import { findTimeZone, parseOffset } from "../time-zone.js";

/** Java's short names where Intl has none for American English. */
const shortNames: Readonly<Record<string, string>> = {
  "Central European Standard Time": "CET",
  "Central European Summer Time": "CEST",
  "Eastern European Standard Time": "EET",
  "Eastern European Summer Time": "EEST",
  "Western European Standard Time": "WET",
  "Western European Summer Time": "WEST",
  "British Summer Time": "BST",
  "Irish Standard Time": "IST",
  "Moscow Standard Time": "MSK",
  "India Standard Time": "IST",
  "Japan Standard Time": "JST",
  "Korean Standard Time": "KST",
  "Korean Daylight Time": "KDT",
  "China Standard Time": "CST",
  "Hong Kong Standard Time": "HKT",
  "Singapore Standard Time": "SGT",
  "Pakistan Standard Time": "PKT",
  "Philippine Standard Time": "PST",
  "Australian Eastern Standard Time": "AEST",
  "Australian Eastern Daylight Time": "AEDT",
  "Australian Central Standard Time": "ACST",
  "Australian Central Daylight Time": "ACDT",
  "Australian Western Standard Time": "AWST",
  "New Zealand Standard Time": "NZST",
  "New Zealand Daylight Time": "NZDT",
  "Brasilia Standard Time": "BRT",
  "South Africa Standard Time": "SAST",
};

/** `z` (a short name such as `PST`) and `zzzz` (`Pacific Standard Time`); of an offset the offset itself. */
export function zoneName(timeZone: string, epochMillis: number, full: boolean): string {
  if (timeZone === "UTC" && full) return "Coordinated Universal Time";
  if (timeZone === "UTC" || timeZone === "Z" || parseOffset(timeZone) !== undefined) return timeZone;
  const name = (style: "long" | "short") =>
    new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: style })
      .formatToParts(epochMillis)
      .find(part => part.type === "timeZoneName")?.value ?? timeZone;
  return full ? name("long") : (shortNames[name("long")] ?? name("short"));
}

/** `O`, `OOOO`: `GMT+9`, `GMT+09:00`. */
export function gmtOffset(seconds: number, full: boolean): string {
  if (seconds === 0) return "GMT";
  const [sign, h, m, s] = split(seconds);
  if (full) return `GMT${sign}${two(h)}:${two(m)}${s ? `:${two(s)}` : ""}`;
  return `GMT${sign}${h}${m || s ? `:${two(m)}` : ""}${s ? `:${two(s)}` : ""}`;
}

/** `X` and `x` in their five lengths, `Z` in its first. */
export function isoOffset(seconds: number, length: number, zero: string): string {
  if (seconds === 0 && zero === "Z") return zero;
  const [sign, h, m, s] = split(seconds);
  const colon = length === 3 || length === 5 ? ":" : "";
  const minutes = length > 1 || m > 0 ? `${colon}${two(m)}` : "";
  return `${sign}${two(h)}${minutes}${length > 3 && s ? `${colon}${two(s)}` : ""}`;
}

function split(seconds: number): [sign: string, hours: number, minutes: number, seconds: number] {
  const absolute = Math.abs(seconds);
  return [
    seconds < 0 ? "-" : "+",
    Math.floor(absolute / 3600),
    Math.floor(absolute / 60) % 60,
    absolute % 60,
  ];
}

const two = (value: number): string => String(value).padStart(2, "0");

/** The zone at the start of a text, the longest that there is. */
export function zoneAhead(text: string): string | undefined {
  for (let name = /^[A-Za-z0-9_/+:~-]+/.exec(text)?.[0] ?? ""; name; name = name.slice(0, -1))
    if (findTimeZone(name)) return name;
  return undefined;
}
