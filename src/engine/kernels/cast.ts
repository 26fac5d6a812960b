import { formatDate, formatTimestamp } from "../../types/display/datetime.js";
import { zoneOffsetSeconds } from "../../types/time-zone.js";
import { toPrettyText } from "../../types/display/text.js";
import { type DataType, sqlName, type TypeKind, type Value } from "../../types/index.js";
import { parseTimestamp } from "../../types/parse-timestamp.js";
import { SparkError } from "../../util/errors.js";
import type { KernelContext } from "./kernel.js";

// biome-ignore lint/suspicious/noExplicitAny: casts of all signatures stand in one table, chosen by type
type CastFunction = (value: any) => Value;

const ranges: { readonly [K in TypeKind]?: readonly [bigint, bigint] } = {
  byte: [-128n, 127n],
  short: [-32_768n, 32_767n],
  integer: [-2_147_483_648n, 2_147_483_647n],
  long: [-(2n ** 63n), 2n ** 63n - 1n],
};

/** Which types hold whole numbers, fractions, instants. */
const families: { readonly [K in TypeKind]?: "integral" | "fraction" | "instant" } = {
  byte: "integral",
  short: "integral",
  integer: "integral",
  long: "integral",
  float: "fraction",
  double: "fraction",
  timestamp: "instant",
};

const MICROS = 1_000_000n;

/** The code of `CAST(from AS to)` under ANSI; analysis has seen to it that there is one. */
export function castKernel(
  from: DataType,
  to: DataType,
  { timeZone }: KernelContext & { readonly tolerant: boolean },
): CastFunction {
  switch (to.kind) {
    case "string":
      return toText(from, timeZone);
    case "binary":
      return from.kind === "string" ? text => Buffer.from(text) : value => bigEndian(value, from.kind);
    case "boolean":
      return from.kind === "string" ? textToBoolean : value => Number(value) !== 0;
    case "date":
      if (from.kind === "string") return text => toDays(parse(text, to, "UTC"));
      return micros => toDays(from.kind === "timestamp" ? toLocal(micros, timeZone) : micros);
    case "timestamp":
    case "timestamp_ntz":
      return toTimestamp(from, to, timeZone);
    default:
      return families[to.kind] === "integral" ? toIntegral(from, to) : toFraction(from, to);
  }
}

function toText(from: DataType, timeZone: string): CastFunction {
  switch (from.kind) {
    case "binary":
      return (bytes: Uint8Array) =>
        Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8");
    case "date":
      return formatDate;
    case "timestamp":
      return micros => formatTimestamp(micros, timeZone);
    case "array":
    case "map":
    case "struct":
      return value => toPrettyText(value, from, timeZone).replaceAll("NULL", "null");
    default:
      return value => toPrettyText(value, from, timeZone);
  }
}

function toIntegral(from: DataType, to: DataType): CastFunction {
  const [least, greatest] = ranges[to.kind]!;
  const narrow = (whole: bigint) => (to.kind === "long" ? whole : Number(whole));
  const checked = (whole: bigint, shown: () => string) => {
    if (whole < least || whole > greatest) throw overflow(shown(), from, to);
    return narrow(whole);
  };
  if (from.kind === "string")
    return (text: string) => {
      const digits = text.trim();
      const whole = /^[+-]?\d+$/.test(digits) ? BigInt(digits.replace(/^\+/, "")) : undefined;
      if (whole === undefined || whole < least || whole > greatest) throw malformed(text, from, to);
      return narrow(whole);
    };
  if (from.kind === "boolean") return value => narrow(value ? 1n : 0n);
  if (families[from.kind] === "instant")
    return (micros: bigint) => checked(floorDivide(micros, MICROS), () => `${micros}`);
  if (families[from.kind] === "fraction")
    return (value: number) => {
      if (!Number.isFinite(value)) throw overflow(toPrettyText(value, from, "UTC"), from, to);
      return checked(BigInt(Math.trunc(value)), () => `${toPrettyText(value, from, "UTC")}D`);
    };
  return (value: number | bigint) =>
    checked(BigInt(value), () => `${value}${from.kind === "long" ? "L" : ""}`);
}

function toFraction(from: DataType, to: DataType): CastFunction {
  const round = to.kind === "float" ? Math.fround : (value: number) => value;
  if (from.kind === "string")
    return (text: string) => {
      const digits = text.trim();
      const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?[fd]?$/i.test(digits)
        ? Number(digits.replace(/[fd]$/i, ""))
        : special(digits);
      if (value === undefined) throw malformed(text, from, to);
      return round(value);
    };
  if (families[from.kind] === "instant") return (micros: bigint) => round(Number(micros) / 1e6);
  return value => round(Number(value));
}

function special(text: string): number | undefined {
  if (/^nan$/i.test(text)) return Number.NaN;
  const infinity = /^([+-]?)inf(inity)?$/i.exec(text);
  return infinity ? (infinity[1] === "-" ? -Infinity : Infinity) : undefined;
}

function toTimestamp(from: DataType, to: DataType, timeZone: string): CastFunction {
  const zone = to.kind === "timestamp" ? timeZone : "UTC";
  switch (from.kind) {
    case "string":
      return text => parse(text, to, zone);
    case "date":
      return days => toInstant(BigInt(days) * 86_400n * MICROS, zone);
    case "timestamp":
      return micros => toLocal(micros, timeZone);
    case "timestamp_ntz":
      return micros => toInstant(micros, timeZone);
    case "float":
    case "double":
      return (seconds: number) => (Number.isFinite(seconds) ? BigInt(Math.trunc(seconds * 1e6)) : null);
    default:
      return seconds => BigInt(seconds) * MICROS;
  }
}

function parse(text: string, to: DataType, timeZone: string): bigint {
  const micros = parseTimestamp(text.trim(), timeZone);
  if (micros === undefined) throw malformed(text, { kind: "string" }, to);
  return micros;
}

function toLocal(micros: bigint, timeZone: string): bigint {
  return micros + BigInt(zoneOffsetSeconds(Number(floorDivide(micros, MICROS)), timeZone)) * MICROS;
}

function toInstant(localMicros: bigint, timeZone: string): bigint {
  const seconds = Number(floorDivide(localMicros, MICROS));
  // The offset at the instant itself, which the first guess may miss by a change of clocks.
  const guess = seconds - zoneOffsetSeconds(seconds, timeZone);
  return localMicros - BigInt(zoneOffsetSeconds(guess, timeZone)) * MICROS;
}

function toDays(micros: bigint): number {
  return Number(floorDivide(micros, 86_400n * MICROS));
}

function floorDivide(a: bigint, b: bigint): bigint {
  return a / b - (a % b < 0n ? 1n : 0n);
}

function textToBoolean(text: string): boolean {
  const word = text.trim().toLowerCase();
  if (["t", "true", "y", "yes", "1"].includes(word)) return true;
  if (["f", "false", "n", "no", "0"].includes(word)) return false;
  throw malformed(text, { kind: "string" }, { kind: "boolean" });
}

function bigEndian(value: number | bigint, from: TypeKind): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes.subarray(8 - { byte: 1, short: 2, integer: 4 }[from as "byte"] || 0);
}

function malformed(text: string, from: DataType, to: DataType): SparkError {
  return new SparkError(
    "CAST_INVALID_INPUT",
    `The value '${text}' of the type "${sqlName(from)}" cannot be cast to "${sqlName(to)}" because it is malformed. Correct the value as per the syntax, or change its target type. Use \`try_cast\` to tolerate malformed input and return NULL instead.`,
    "22018",
  );
}

function overflow(value: string, from: DataType, to: DataType): SparkError {
  return new SparkError(
    "CAST_OVERFLOW",
    `The value ${value} of the type "${sqlName(from)}" cannot be cast to "${sqlName(to)}" due to an overflow. Use \`try_cast\` to tolerate overflow and return NULL instead.`,
    "22003",
  );
}
