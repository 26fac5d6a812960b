import { floorDivide } from "../../types/calendar.js";
import { type DecimalValue, decimalOfDouble, powerOfTen } from "../../types/decimal-value.js";
import type { DataType } from "../../types/index.js";
import { parseNumberFormat, readNumber, writeNumber } from "../../types/number-format.js";
import { SparkError } from "../../util/errors.js";
import { type Kernel, type StrictKernel, strict } from "./kernel.js";

function toNumber(tolerant: boolean): StrictKernel {
  return strict(() => (text: string, format: string) => {
    const value = readNumber(text, parseNumberFormat(format));
    if (value !== undefined || tolerant) return value ?? null;
    throw new SparkError(
      "INVALID_FORMAT.MISMATCH_INPUT",
      `The format is invalid: ${format}. The input "STRING" ${text} does not match the format.`,
      "42601",
    );
  });
}

function decimalOf(type: DataType): (value: number | bigint) => DecimalValue {
  if (type.kind === "decimal") return value => ({ unscaled: value as bigint, scale: type.scale });
  if (type.kind === "float" || type.kind === "double") return value => decimalOfDouble(value as number);
  return value => ({ unscaled: BigInt(value), scale: 0 });
}

/** Java's DecimalFormat rounds halves to the even neighbour. */
function halfEven({ unscaled, scale }: DecimalValue, digits: number): bigint {
  if (digits >= scale) return unscaled * powerOfTen(digits - scale);
  const unit = powerOfTen(scale - digits);
  const floor = floorDivide(unscaled, unit);
  const twice = 2n * (unscaled - floor * unit);
  return twice > unit || (twice === unit && floor % 2n !== 0n) ? floor + 1n : floor;
}

const grouped = (digits: string, size: number): string =>
  size > 0 ? digits.replace(new RegExp(`\\B(?=(?:\\d{${size}})+$)`, "g"), ",") : digits;

/** What a DecimalFormat pattern says: `#,##0.00` and what stands around it. */
interface Pattern {
  readonly prefix: string;
  readonly suffix: string;
  readonly leastWhole: number;
  readonly leastFraction: number;
  readonly mostFraction: number;
  readonly group: number;
  readonly percent: boolean;
  readonly exponent: number;
}

function parsePattern(text: string): Pattern {
  const [positive = ""] = text.split(";");
  const match = /^([^#0,.]*)([#0,]*)(?:\.([#0]*))?(?:E(0+))?([^#0]*)$/.exec(positive);
  if (!match) throw new SparkError(null, `Malformed pattern "${text}"`);
  const [, prefix = "", whole = "", fraction = "", exponent = "", suffix = ""] = match;
  const zeros = (part: string) => part.replace(/[^0]/g, "").length;
  // Java reads `#.##` as `0.##`, and `.##` as `.0#`.
  const bare = !/0/.test(whole + fraction) && positive.includes(".");
  return {
    prefix: prefix.replaceAll("'", ""),
    suffix: suffix.replaceAll("'", ""),
    leastWhole: bare && whole !== "" ? 1 : zeros(whole),
    leastFraction: bare && whole === "" ? 1 : zeros(fraction),
    mostFraction: fraction.length,
    group: whole.includes(",") ? whole.length - whole.lastIndexOf(",") - 1 : 0,
    percent: /%/.test(prefix + suffix),
    exponent: exponent.length,
  };
}

function fixed(digits: number): Pattern {
  return {
    prefix: "",
    suffix: "",
    leastWhole: 1,
    leastFraction: digits,
    mostFraction: digits,
    group: 3,
    percent: false,
    exponent: 0,
  };
}

function write(value: DecimalValue, pattern: Pattern): string {
  const shifted = pattern.percent ? { unscaled: value.unscaled * 100n, scale: value.scale } : value;
  if (pattern.exponent > 0) return scientific(shifted, pattern);
  const rounded = halfEven(shifted, pattern.mostFraction);
  const negative = shifted.unscaled < 0n;
  const digits = String(rounded < 0n ? -rounded : rounded).padStart(pattern.mostFraction + 1, "0");
  const end = digits.length - pattern.mostFraction;
  const least = new RegExp(`0{0,${pattern.mostFraction - pattern.leastFraction}}$`);
  const fraction = digits.slice(end).replace(least, "");
  const whole = digits.slice(0, end).replace(/^0+/, "").padStart(pattern.leastWhole, "0");
  const number = grouped(whole, pattern.group) + (fraction ? `.${fraction}` : "");
  return `${negative ? "-" : ""}${pattern.prefix}${number || "0"}${pattern.suffix}`;
}

function scientific({ unscaled, scale }: DecimalValue, pattern: Pattern): string {
  const digits = String(unscaled < 0n ? -unscaled : unscaled);
  const places = Math.max(1, pattern.leastWhole);
  const exponent = unscaled === 0n ? 0 : digits.length - scale - places;
  const mantissa = write(
    { unscaled, scale: scale + exponent },
    { ...pattern, exponent: 0, suffix: "", group: 0 },
  );
  return `${mantissa}E${exponent < 0 ? "-" : ""}${String(Math.abs(exponent)).padStart(pattern.exponent, "0")}${pattern.suffix}`;
}

/** Numbers written and read by formats. */
export const numberText: Readonly<Record<string, Kernel>> = {
  to_number: toNumber(false),
  try_to_number: toNumber(true),
  to_char: strict(([type]) => {
    const scale = type!.kind === "decimal" ? type!.scale : 0;
    return (value: bigint, format: string) => writeNumber(value, scale, parseNumberFormat(format));
  }),
  format_number: strict(([type]) => {
    const toDecimal = decimalOf(type!);
    return (value: number | bigint, format: number | string) => {
      if (typeof format === "number" && format < 0) return null;
      if (typeof value === "number" && !Number.isFinite(value))
        return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";
      const pattern =
        typeof format === "number" ? fixed(format) : format === "" ? fixed(0) : parsePattern(format);
      return write(toDecimal(value), pattern);
    };
  }),
};
