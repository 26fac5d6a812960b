import { floorDivide } from "../../../types/calendar.js";
import { wholePart } from "../../../types/decimal-value.js";
import type { DataType, TypeKind } from "../../../types/index.js";
import { trimControls } from "../../../types/parse-timestamp.js";
import {
  type CastFunction,
  type CastMaker,
  type CastMode,
  castOverflow,
  malformedText,
} from "./cast-mode.js";
import { microsPerField } from "./interval-fields.js";
import { shownValue } from "./shown-value.js";

const bits: { readonly [K in TypeKind]?: number } = { byte: 8, short: 16, integer: 32, long: 64 };

/** Casts to TINYINT, SMALLINT, INT, BIGINT. */
export const toIntegral: CastMaker = (from, to, mode) => {
  const width = bits[to.kind]!;
  const narrow = (whole: bigint) => (width === 64 ? whole : Number(whole));
  const wrap = (whole: bigint) => narrow(BigInt.asIntN(width, whole));
  const fits = (whole: bigint) => BigInt.asIntN(width, whole) === whole;
  const overflow = (value: number | bigint) => () =>
    castOverflow(shownValue(value, from, mode.timeZone), from, to);
  const checked = (whole: bigint, value: number | bigint) => {
    if (fits(whole)) return narrow(whole);
    return mode.strict ? mode.fail(overflow(value)) : wrap(whole);
  };
  switch (from.kind) {
    case "string":
      return fromText(to, mode, fits, narrow);
    case "boolean":
      return value => narrow(value ? 1n : 0n);
    case "float":
    case "double":
      return (value: number) => {
        if (mode.strict) {
          if (!Number.isFinite(value)) return mode.fail(overflow(value));
          const whole = BigInt(Math.trunc(value));
          // Spark compares as DOUBLE, which cannot tell 2^63 from the greatest BIGINT.
          return whole === 2n ** 63n && width === 64 ? narrow(whole - 1n) : checked(whole, value);
        }
        // As Java: saturated at INT or BIGINT, and wrapped where the type is narrower.
        return Number.isNaN(value) ? narrow(0n) : wrap(saturated(value, Math.max(width, 32)));
      };
    case "decimal":
      return (unscaled: bigint) => checked(wholePart(unscaled, from.scale), unscaled);
    case "date":
      return () => null;
    case "timestamp":
      return (micros: bigint) => {
        const seconds = floorDivide(micros, 1_000_000n);
        return fits(seconds) ? narrow(seconds) : mode.fail(overflow(micros));
      };
    case "time":
      return (nanos: bigint) => {
        const seconds = nanos / 1_000_000_000n;
        return fits(seconds) ? narrow(seconds) : mode.fail(overflow(nanos));
      };
    case "daytime":
      return (micros: bigint) => {
        const whole = micros / microsPerField[from.end]!;
        return fits(whole) ? narrow(whole) : mode.refuse(overflow(micros));
      };
    case "yearmonth":
      return (months: number) => {
        const whole = BigInt(from.end === 0 ? Math.trunc(months / 12) : months);
        return fits(whole) ? narrow(whole) : mode.refuse(overflow(months));
      };
    default:
      return (value: number | bigint) => checked(BigInt(value), value);
  }
};

function saturated(value: number, width: number): bigint {
  const limit = 2 ** (width - 1);
  if (value >= limit) return BigInt(limit) - 1n;
  return value <= -limit ? -BigInt(limit) : BigInt(Math.trunc(value));
}

/** Without ANSI a fraction is cut off; with it, it is an error. */
function fromText(
  to: DataType,
  mode: CastMode,
  fits: (whole: bigint) => boolean,
  narrow: (whole: bigint) => bigint | number,
): CastFunction {
  const form = mode.strict ? /^[+-]?\d+$/ : /^[+-]?(?=[\d.])\d*(?:\.\d*)?$/;
  return (text: string) => {
    const digits = trimControls(text);
    if (form.test(digits)) {
      const whole = BigInt(/^[+-]?(\d*)/.exec(digits)![1] || "0") * (digits.startsWith("-") ? -1n : 1n);
      if (fits(whole)) return narrow(whole);
    }
    return mode.fail(() => malformedText(text, to));
  };
}
