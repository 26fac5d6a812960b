import { SparkError } from "../util/errors.js";
import { fitsPrecision, powerOfTen, rescale } from "./decimal-value.js";

/** A number format of `to_number` and `to_char`, such as `$99,999.99S`. */
export interface NumberFormat {
  readonly text: string;
  /** Before the digits: `S`, `MI` and `$`, in their order. */
  readonly before: readonly string[];
  /** `0`, `9` and `,` up to the point. */
  readonly whole: string;
  /** `0` and `9` behind the point; undefined without one. */
  readonly fraction: string | undefined;
  /** Behind the digits: `$`, `S`, `MI`, `PR`. */
  readonly after: readonly string[];
  readonly precision: number;
  readonly scale: number;
}

const structure = "`[MI|S]` `[$]` `[0|9|G|,]*` `[.|D]` `[0|9]*` `[$]` `[PR|MI|S]`";

function invalid(errorClass: string, format: string, why: string): SparkError {
  return new SparkError(
    `INVALID_FORMAT.${errorClass}`,
    `The format is invalid: '${format}'. ${why}`,
    "42601",
  );
}

/** @throws SparkError INVALID_FORMAT */
export function parseNumberFormat(given: string): NumberFormat {
  const text = given.toUpperCase();
  if (text === "") throw invalid("EMPTY", "", "The number format string cannot be empty.");
  if (!/[09]/.test(text))
    throw invalid("WRONG_NUM_DIGIT", text, "The format string requires at least one number digit.");
  const match = /^(MI|S)?(\$)?([09,G]*)(?:([.D])([09]*))?(\$)?(PR|MI|S)?$/.exec(text);
  if (!match)
    throw invalid(
      "UNEXPECTED_TOKEN",
      text,
      `Found the unexpected ${/[^09,G.D$SMIPR]/.test(text) ? "character" : "digit sequence"} in the format string; the structure of the format string must match: ${structure}.`,
    );
  const [, sign, currency, whole = "", point, fraction = "", currencyAfter, signAfter] = match;
  const scale = fraction.length;
  const grouped = whole.replaceAll("G", ",");
  const present = (parts: readonly (string | undefined)[]) => parts.filter(part => part !== undefined);
  return {
    text: given,
    before: present([sign, currency]),
    whole: grouped,
    fraction: point === undefined ? undefined : fraction,
    after: present([currencyAfter, signAfter]),
    precision: Math.max(1, grouped.replaceAll(",", "").length + scale),
    scale,
  };
}

/** The digits that a text has by a format, at the format's scale; undefined when it does not match. */
export function readNumber(given: string, format: NumberFormat): bigint | undefined {
  const text = given.trim();
  const currency = [...format.before, ...format.after].includes("$");
  const sign = [...format.before, ...format.after].find(part => part !== "$");
  const form =
    `^${format.before.map(part => (part === "$" ? "\\$" : "([+-]?)")).join("")}` +
    `(?<open><?)(?<whole>[\\d,]*)(?:\\.(?<fraction>\\d*))?(?<close>>?)` +
    `${format.after.map(part => (part === "$" ? "\\$" : part === "PR" ? "" : "(?<sign>[+-]?)")).join("")}$`;
  const match = new RegExp(form).exec(text);
  if (!match?.groups) return undefined;
  const { open = "", close = "", whole = "", fraction = "" } = match.groups;
  if (open.length !== close.length || (open !== "" && sign !== "PR")) return undefined;
  if (match.groups.fraction !== undefined && format.fraction === undefined) return undefined;
  if (whole + fraction === "" || fraction.length > format.scale || !wholeMatches(whole, format.whole))
    return undefined;
  const negative = open !== "" || (sign !== "PR" && (currency || sign) && /-/.test(text));
  const digits = BigInt(`${whole.replaceAll(",", "")}${fraction.padEnd(format.scale, "0")}` || "0");
  return negative ? -digits : digits;
}

/** Groups of digits from the right: with as many digits as the format's, the first one with fewer where it is of `9`s. */
function wholeMatches(text: string, format: string): boolean {
  const [given, wanted] = [text.split(",").reverse(), format.split(",").reverse()];
  if (given.length > wanted.length) return false;
  const exact = format.startsWith("0");
  if (exact && given.length < wanted.length) return false;
  return given.every((digits, i) => {
    const length = wanted[i]!.length;
    return i < given.length - 1 || (exact && i === wanted.length - 1)
      ? digits.length === length
      : digits.length <= length;
  });
}

/** A decimal by a format; `#` in all places where it has too many digits. */
export function writeNumber(unscaled: bigint, scale: number, format: NumberFormat): string {
  const negative = unscaled < 0n;
  const absolute = negative ? -unscaled : unscaled;
  const places = format.whole.replaceAll(",", "").length;
  if (scale > format.scale && absolute % powerOfTen(scale - format.scale) !== 0n) return overflowed(format);
  const exact = rescale(absolute, scale, format.scale);
  if (!fitsPrecision(exact, places + format.scale)) return overflowed(format);
  const digits = String(exact).padStart(places + format.scale, "0");
  const signed = format.before.some(part => part !== "$");
  const whole = wholeDigits(digits.slice(0, places), format, !signed);
  const fraction = format.fraction ? `.${digits.slice(places)}` : "";
  const blanks = /^ */.exec(whole)![0];
  const shown = whole.slice(blanks.length) + fraction;
  const signOf = (part: string) =>
    part === "S" ? (negative ? "-" : "+") : part === "MI" ? (negative ? "-" : " ") : part;
  const wrapped = format.after.includes("PR") ? (negative ? `<${shown}>` : `${shown} `) : shown;
  // A sign stands right before the digits, unless a currency does before the blanks.
  const leading = format.before.map(signOf).join("");
  const front = format.before.includes("$") ? leading + blanks : blanks + leading;
  return (
    front +
    wrapped +
    format.after
      .filter(part => part !== "PR")
      .map(signOf)
      .join("")
  );
}

/** Leading zeros are blank where the format begins with a `9`, but for the one before a point, unless a sign stands there. */
function wholeDigits(digits: string, { whole, fraction }: NumberFormat, keepsZero: boolean): string {
  let at = 0;
  let begun = false;
  let text = "";
  const last = digits.length - 1;
  for (const place of whole) {
    if (place === ",") {
      text += begun ? "," : " ";
      continue;
    }
    const digit = digits[at]!;
    begun ||=
      digit !== "0" ||
      whole.startsWith("0") ||
      (keepsZero && at === last && fraction !== undefined && fraction !== "");
    text += begun ? digit : " ";
    at++;
  }
  return text;
}

function overflowed(format: NumberFormat): string {
  const hashes = (places: string) => places.replace(/[09]/g, "#");
  const sign = (parts: readonly string[]) => parts.filter(part => part === "$").join("");
  return (
    sign(format.before) +
    hashes(format.whole) +
    (format.fraction ? `.${hashes(format.fraction)}` : "") +
    sign(format.after)
  );
}
