import { formatDecimal } from "../../../types/display/decimal.js";
import { trimControls } from "../../../types/parse-timestamp.js";
import { type CastMaker, malformedText } from "./cast-mode.js";

/** Casts to FLOAT and DOUBLE. */
export const toFraction: CastMaker = (from, to, mode) => {
  const round = to.kind === "float" ? Math.fround : (value: number) => value;
  switch (from.kind) {
    case "string":
      return (text: string) => {
        const value = parseDouble(trimControls(text));
        return value === undefined ? mode.fail(() => malformedText(text, to)) : round(value);
      };
    case "decimal":
      return (unscaled: bigint) => round(Number(formatDecimal(unscaled, from.scale)));
    case "timestamp":
      return (micros: bigint) => round(Number(micros) / 1e6);
    case "date":
      return () => null;
    default:
      return value => round(Number(value));
  }
};

function parseDouble(text: string): number | undefined {
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?[fd]?$/i.test(text)) return Number(text.replace(/[fd]$/i, ""));
  if (/^nan$/i.test(text)) return Number.NaN;
  const infinity = /^([+-]?)inf(inity)?$/i.exec(text);
  return infinity ? (infinity[1] === "-" ? -Infinity : Infinity) : undefined;
}
