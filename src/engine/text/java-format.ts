import { IllegalArgumentException } from "../../util/errors.js";

/** An argument of a format: its value, the Java class that messages name, and how `%s` writes it. */
export interface FormatArgument {
  readonly value: unknown;
  readonly kind: "integral" | "fraction" | "boolean" | "other";
  /** 8, 16, 32 or 64, for `%x` and `%o` of negative numbers. */
  readonly bits: number;
  readonly javaClass: string;
  readonly text: string;
}

const SPECIFIER = /%(?:(\d+)\$)?([-#+ 0,(<]*)(\d+)?(?:\.(\d+))?(?:([tT])(.)|(.))?/gsu;

/** Text as `java.util.Formatter` writes it. @throws IllegalArgumentException in Java's words */
export function javaFormat(format: string, args: readonly (FormatArgument | null)[]): string {
  let ordinary = 0;
  let last = -1;
  return format.replace(
    SPECIFIER,
    (specifier, index, flags: string, width, precision, time, timeLetter, letter) => {
      const conversion: string | undefined = letter;
      if (!time && (conversion === undefined || !/[a-zA-Z%]/.test(conversion)))
        throw new IllegalArgumentException(`Conversion = '%'`);
      if (conversion === "n") return "\n";
      const spec = {
        flags,
        width: Number(width ?? -1),
        precision: precision === undefined ? -1 : Number(precision),
      };
      if (conversion === "%") return pad("%", spec);
      if (!time && !/[bBhHsScCdoxXeEfgGaA]/.test(conversion!))
        throw new IllegalArgumentException(`Conversion = '${conversion}'`);
      const position = flags.includes("<") ? last : index ? Number(index) - 1 : ordinary++;
      last = position;
      if (position < 0 || position >= args.length)
        throw new IllegalArgumentException(`Format specifier '${specifier}'`);
      const argument = args[position]!;
      if (time) return cased(pad(dateTime(argument, timeLetter), spec), time === "T");
      const lower = conversion!.toLowerCase();
      return cased(conversions[lower]!(argument, spec, conversion!), conversion !== lower);
    },
  );
}

interface Spec {
  readonly flags: string;
  readonly width: number;
  readonly precision: number;
}

type Convert = (argument: FormatArgument | null, spec: Spec, letter: string) => string;

const general =
  (textOf: (argument: FormatArgument | null) => string): Convert =>
  (argument, spec) => {
    const text = textOf(argument);
    return pad(spec.precision >= 0 ? text.slice(0, spec.precision) : text, spec);
  };

const conversions: Readonly<Record<string, Convert>> = {
  s: general(argument => argument?.text ?? "null"),
  b: general(argument =>
    String(argument === null ? false : argument.kind === "boolean" ? argument.value : true),
  ),
  h: general(argument => (argument === null ? "null" : hashCode(argument))),
  c: (argument, spec, letter) => {
    if (argument === null) return pad("null", spec);
    if (argument.kind !== "integral" || argument.bits === 64) throw wrongType(letter, argument);
    return pad(String.fromCodePoint(Number(argument.value)), spec);
  },
  d: numeric(["integral"], (argument, spec) => {
    const value = BigInt(argument.value as number | bigint);
    return signed(grouped(String(value < 0n ? -value : value), spec), value < 0n, spec);
  }),
  x: numeric(["integral"], (argument, spec) =>
    unsigned(argument, 16, spec.flags.includes("#") ? "0x" : "", spec),
  ),
  o: numeric(["integral"], (argument, spec) =>
    unsigned(argument, 8, spec.flags.includes("#") ? "0" : "", spec),
  ),
  e: fraction((value, spec) => scientific(value, spec.precision < 0 ? 6 : spec.precision)),
  f: fraction((value, spec) => grouped(fixed(value, spec.precision < 0 ? 6 : spec.precision), spec)),
  g: fraction((value, spec) => {
    const precision = spec.precision < 0 ? 6 : Math.max(1, spec.precision);
    if (value !== 0 && (value < 1e-4 || value >= 10 ** precision)) return scientific(value, precision - 1);
    const digits = value === 0 ? 1 : Math.floor(Math.log10(value)) + 1;
    return grouped(fixed(value, Math.max(0, precision - digits)), spec);
  }),
  a: fraction(value => hexFloat(value)),
};

function numeric(kinds: readonly string[], write: (argument: FormatArgument, spec: Spec) => string): Convert {
  return (argument, spec, letter) => {
    if (argument === null) return pad("null", { ...spec, flags: spec.flags.replace("0", "") });
    if (!kinds.includes(argument.kind)) throw wrongType(letter, argument);
    return pad(write(argument, spec), spec);
  };
}

function fraction(write: (magnitude: number, spec: Spec) => string): Convert {
  return numeric(["fraction"], (argument, spec) => {
    const value = argument.value as number;
    if (Number.isNaN(value)) return "NaN";
    const negative = value < 0 || Object.is(value, -0);
    if (!Number.isFinite(value))
      return signed("Infinity", negative, { ...spec, flags: spec.flags.replace("0", "") });
    return signed(write(Math.abs(value), spec), negative, spec);
  });
}

/** Java rounds the shortest digits of the number half up, not its binary value. */
function fixed(value: number, places: number): string {
  const [digits, exponent] = decimalDigits(value);
  const scale = exponent + places;
  if (scale >= digits.length) return place(BigInt(digits) * 10n ** BigInt(scale - digits.length), places);
  if (scale < 0) return place(0n, places);
  const kept = BigInt(digits.slice(0, scale) || "0") + (digits[scale]! >= "5" ? 1n : 0n);
  return place(kept, places);
}

function scientific(value: number, places: number): string {
  if (value === 0) return `${place(0n, places)}e+00`;
  let [digits, exponent] = decimalDigits(value);
  let kept = BigInt(digits.slice(0, places + 1).padEnd(places + 1, "0"));
  if ((digits[places + 1] ?? "0") >= "5") kept += 1n;
  if (String(kept).length > places + 1) {
    kept /= 10n;
    exponent++;
  }
  const power = exponent - 1;
  return `${place(kept, places)}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

/** The shortest digits, and where the point stands: value = 0.digits × 10^exponent. */
function decimalDigits(value: number): [digits: string, exponent: number] {
  const [mantissa, power] = value.toExponential().split("e") as [string, string];
  return [mantissa.replace(".", ""), value === 0 ? 1 : Number(power) + 1];
}

function place(unscaled: bigint, places: number): string {
  const digits = String(unscaled).padStart(places + 1, "0");
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

function grouped(digits: string, spec: Spec): string {
  return spec.flags.includes(",") ? digits.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",") : digits;
}

function signed(digits: string, negative: boolean, spec: Spec): string {
  const parentheses = negative && spec.flags.includes("(");
  const sign = negative
    ? parentheses
      ? "("
      : "-"
    : spec.flags.includes("+")
      ? "+"
      : spec.flags.includes(" ")
        ? " "
        : "";
  const close = parentheses ? ")" : "";
  const zeros = spec.flags.includes("0") ? spec.width - sign.length - close.length : 0;
  return sign + digits.padStart(zeros, "0") + close;
}

function unsigned(argument: FormatArgument, base: number, prefix: string, spec: Spec): string {
  const digits = BigInt.asUintN(argument.bits, BigInt(argument.value as number | bigint)).toString(base);
  return prefix + (spec.flags.includes("0") ? digits.padStart(spec.width - prefix.length, "0") : digits);
}

function hexFloat(value: number): string {
  if (value === 0) return "0x0.0p0";
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  const raw = bits.getBigUint64(0);
  const exponent = Number((raw >> 52n) & 0x7ffn);
  const mantissa = (raw & 0xfffffffffffffn).toString(16).padStart(13, "0").replace(/0+$/, "") || "0";
  return exponent === 0 ? `0x0.${mantissa}p-1022` : `0x1.${mantissa}p${exponent - 1023}`;
}

/** `Object.hashCode` of what has a fixed one, in hexadecimal. */
function hashCode(argument: FormatArgument): string {
  if (argument.kind === "boolean") return argument.value ? "4cf" : "4d5";
  if (argument.kind === "integral") {
    const value = BigInt.asUintN(64, BigInt(argument.value as number | bigint));
    return Number(BigInt.asUintN(32, argument.bits === 64 ? value ^ (value >> 32n) : value)).toString(16);
  }
  let hash = 0;
  for (let i = 0; i < argument.text.length; i++)
    hash = (Math.imul(hash, 31) + argument.text.charCodeAt(i)) | 0;
  return (hash >>> 0).toString(16);
}

/** `%tY` and its like take milliseconds since the epoch, in UTC. */
function dateTime(argument: FormatArgument | null, letter: string): string {
  if (argument === null) return "null";
  if (argument.kind !== "integral" || argument.bits !== 64) throw wrongType(letter, argument);
  const date = new Date(Number(argument.value));
  const [day, time] = [date.toISOString().slice(0, 10), date.toISOString().slice(11, 19)];
  const parts: Readonly<Record<string, string>> = {
    Y: day.slice(0, 4),
    y: day.slice(2, 4),
    m: day.slice(5, 7),
    d: day.slice(8, 10),
    e: String(date.getUTCDate()),
    H: time.slice(0, 2),
    M: time.slice(3, 5),
    S: time.slice(6, 8),
    L: date.toISOString().slice(20, 23),
    F: day,
    T: time,
    R: time.slice(0, 5),
    D: `${day.slice(5, 7)}/${day.slice(8, 10)}/${day.slice(2, 4)}`,
    s: String(Math.floor(date.getTime() / 1000)),
    Q: String(date.getTime()),
    B: date.toLocaleString("en-US", { month: "long", timeZone: "UTC" }),
    b: date.toLocaleString("en-US", { month: "short", timeZone: "UTC" }),
    A: date.toLocaleString("en-US", { weekday: "long", timeZone: "UTC" }),
    a: date.toLocaleString("en-US", { weekday: "short", timeZone: "UTC" }),
  };
  const part = parts[letter];
  if (part === undefined) throw new IllegalArgumentException(`Conversion = '${letter}'`);
  return part;
}

function pad(text: string, { flags, width }: Spec): string {
  return flags.includes("-") ? text.padEnd(width) : text.padStart(width);
}

function cased(text: string, upper: boolean): string {
  return upper ? text.toUpperCase() : text;
}

function wrongType(letter: string, argument: FormatArgument): IllegalArgumentException {
  return new IllegalArgumentException(`${letter} != ${argument.javaClass}`);
}
