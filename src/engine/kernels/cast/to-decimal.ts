import {
  type DecimalValue,
  decimalOfDouble,
  fitsPrecision,
  parseDecimal,
  rescale,
} from "../../../types/decimal-value.js";
import { formatDecimal } from "../../../types/display/decimal.js";
import type { DecimalType } from "../../../types/index.js";
import { trimControls } from "../../../types/parse-timestamp.js";
import { type CastMaker, malformedText, outOfDecimalRange } from "./cast-mode.js";
import { microsPerField } from "./interval-fields.js";

/** Casts to DECIMAL. */
export const toDecimal: CastMaker = (from, to, mode) => {
  const { precision, scale } = to as DecimalType;
  const bounded = ({ unscaled, scale: given }: DecimalValue) => {
    const rescaled = rescale(unscaled, given, scale);
    if (fitsPrecision(rescaled, precision)) return rescaled;
    const error = () => outOfDecimalRange(formatDecimal(unscaled, given), precision, scale);
    return from.kind === "daytime" || from.kind === "yearmonth" ? mode.refuse(error) : mode.fail(error);
  };
  switch (from.kind) {
    case "string":
      return (text: string) => {
        const value = parseDecimal(trimControls(text));
        return value ? bounded(value) : mode.fail(() => malformedText(text, to));
      };
    case "decimal":
      return (unscaled: bigint) => bounded({ unscaled, scale: from.scale });
    case "float":
    case "double":
      return (value: number) => (Number.isFinite(value) ? bounded(decimalOfDouble(value)) : null);
    case "boolean":
      return value => bounded({ unscaled: value ? 1n : 0n, scale: 0 });
    case "timestamp":
      return (micros: bigint) => bounded({ unscaled: micros, scale: 6 });
    case "time":
      return (nanos: bigint) => bounded({ unscaled: nanos, scale: 9 });
    case "date":
      return () => null;
    case "daytime":
      return (micros: bigint) =>
        from.end === 3
          ? bounded({ unscaled: micros, scale: 6 })
          : bounded({ unscaled: micros / microsPerField[from.end]!, scale: 0 });
    case "yearmonth":
      return (months: number) =>
        bounded({ unscaled: BigInt(from.end === 0 ? Math.trunc(months / 12) : months), scale: 0 });
    default:
      return (value: number | bigint) => bounded({ unscaled: BigInt(value), scale: 0 });
  }
};
