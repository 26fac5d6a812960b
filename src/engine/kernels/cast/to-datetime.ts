import { floorDivide } from "../../../types/calendar.js";
import { divideHalfUp, powerOfTen } from "../../../types/decimal-value.js";
import type { DataType } from "../../../types/index.js";
import { parseDate, parseTime, parseTimestamp, parseTimestampNtz } from "../../../types/parse-timestamp.js";
import { toInstant, toLocal } from "../../../types/time-zone.js";
import {
  type CastFunction,
  type CastMaker,
  type CastMode,
  castOverflow,
  malformed,
  malformedText,
} from "./cast-mode.js";
import { shownValue } from "./shown-value.js";

const MICROS = 1_000_000n;

/** As Scala multiplies decimals: to 34 digits, the others become zeros. */
function rounded34(product: bigint): bigint {
  const digits = String(product).replace("-", "").length;
  if (digits <= 34) return product;
  const unit = powerOfTen(digits - 34);
  return divideHalfUp(product, unit) * unit;
}
const DAY_MICROS = 86_400n * MICROS;
const LONG_MAX = 2n ** 63n - 1n;

/** Casts to DATE. */
export const toDate: CastMaker = (from, to, mode) => {
  switch (from.kind) {
    case "string":
      return parsed(parseDate, to, mode);
    case "timestamp":
      return (micros: bigint) => Number(floorDivide(toLocal(micros, mode.timeZone), DAY_MICROS));
    default:
      return (micros: bigint) => Number(floorDivide(micros, DAY_MICROS));
  }
};

/** Casts to TIMESTAMP, an instant: local times are those of the session's zone, numbers seconds since the epoch. */
export const toTimestamp: CastMaker = (from, to, mode) => {
  switch (from.kind) {
    case "string":
      return parsed(text => parseTimestamp(text, mode.timeZone, mode.now()), to, mode);
    case "date":
      return (days: number) => toInstant(BigInt(days) * DAY_MICROS, mode.timeZone);
    case "timestamp_ntz":
      return (micros: bigint) => toInstant(micros, mode.timeZone);
    case "float":
    case "double":
      return fromFraction(from, to, mode);
    case "decimal":
      return (unscaled: bigint) => BigInt.asIntN(64, rounded34(unscaled * MICROS) / powerOfTen(from.scale));
    case "boolean":
      return (value: boolean) => (value ? 1n : 0n);
    default:
      return (seconds: number | bigint) => saturated(BigInt(seconds) * MICROS);
  }
};

/** Casts to TIMESTAMP_NTZ, a local time. */
export const toTimestampNtz: CastMaker = (from, to, mode) => {
  switch (from.kind) {
    case "string":
      return parsed(parseTimestampNtz, to, mode);
    case "date":
      return (days: number) => BigInt(days) * DAY_MICROS;
    default:
      return (micros: bigint) => toLocal(micros, mode.timeZone);
  }
};

/** Casts to TIME: digits of a second beyond the precision are cut off. */
export const toTime: CastMaker = (from, to, mode) => {
  const unit = to.kind === "time" ? powerOfTen(9 - to.precision) : 1n;
  const truncated = (nanos: bigint | undefined) => (nanos === undefined ? undefined : nanos - (nanos % unit));
  if (from.kind === "string") return parsed(text => truncated(parseTime(text)), to, mode);
  return (nanos: bigint) => nanos - (nanos % unit);
};

function parsed<T extends number | bigint>(
  parse: (text: string) => T | undefined,
  to: DataType,
  mode: CastMode,
): CastFunction {
  return (text: string) => parse(text) ?? mode.fail(() => malformedText(text, to));
}

function fromFraction(from: DataType, to: DataType, mode: CastMode): CastFunction {
  const double = { kind: "double" } as const;
  return (seconds: number) => {
    if (!Number.isFinite(seconds))
      return mode.fail(() => malformed(shownValue(seconds, from, mode.timeZone), double, to));
    const micros = BigInt(Math.trunc(seconds * 1e6));
    if (saturated(micros) === micros || !mode.strict) return saturated(micros);
    return mode.fail(() =>
      castOverflow(shownValue(seconds * 1e6, double, mode.timeZone), double, { kind: "long" }),
    );
  };
}

function saturated(value: bigint): bigint {
  return value > LONG_MAX ? LONG_MAX : value < -LONG_MAX - 1n ? -LONG_MAX - 1n : value;
}
