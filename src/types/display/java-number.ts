import { javaDigits } from "./java-digits.js";

/** A DOUBLE as Java's `Double.toString` writes it: `1.0`, `1.0E10`, `NaN`, `Infinity`. */
export function javaDouble(value: number): string {
  return javaForm(value, 53, String(value));
}

/** A FLOAT as Java's `Float.toString` writes it. */
export function javaFloat(value: number): string {
  let shortest = String(value);
  for (let precision = 1; precision <= 9 && Number.isFinite(value); precision++) {
    shortest = String(Number(value.toPrecision(precision)));
    if (Math.fround(Number(shortest)) === value) break;
  }
  return javaForm(value, 24, shortest);
}

/**
 * Java's layout: plain between 1E-3 and 1E7, else with an exponent.
 * @param shortest what tells the number from its neighbours: mostly Java's own digits
 */
function javaForm(value: number, bits: 24 | 53, shortest: string): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const magnitude = Math.abs(value);
  const isPlain = magnitude >= 1e-3 && magnitude < 1e7;
  // Few digits are always Java's own.
  if (isPlain && shortest.length <= (bits === 24 ? 6 : 15))
    return shortest.includes(".") ? shortest : `${shortest}.0`;
  const isOwn = isJavas(magnitude, bits, shortest, isPlain);
  const [digits, exponent] = isOwn ? split(Number(shortest)) : trimmed(magnitude, bits);
  const sign = value < 0 ? "-" : "";
  if (!isPlain) return `${sign}${digits[0]}.${digits.slice(1) || "0"}E${exponent - 1}`;
  if (exponent <= 0) return `${sign}0.${"0".repeat(-exponent)}${digits}`;
  const whole = digits.slice(0, exponent).padEnd(exponent, "0");
  return `${sign}${whole}.${digits.slice(exponent) || "0"}`;
}

/** Whether Java's digits are the shortest ones: not for whole numbers that are not exact, powers of two, and ties. */
function isJavas(magnitude: number, bits: 24 | 53, shortest: string, isPlain: boolean): boolean {
  if ((magnitude >= 2 ** bits && magnitude < 2 ** 63) || Number.isInteger(Math.log2(magnitude))) return false;
  const count = /^-?[0.]*([\d.]*?)0*(?:e.*)?$/.exec(shortest)![1]!.replace(".", "").length;
  if (count === 1 && !isPlain) return false;
  return count < (bits === 24 ? 6 : 15) || !/50+(?:e.*)?$/.test(magnitude.toPrecision(count + 4));
}

/** The digits of a number, and how many stand before its point. */
function split(value: number): [string, number] {
  const [mantissa, exponent] = Math.abs(value).toExponential().split("e") as [string, string];
  return [mantissa.replace(".", ""), Number(exponent) + 1];
}

function trimmed(magnitude: number, bits: 24 | 53): [string, number] {
  const { digits, exponent } = javaDigits(magnitude, bits);
  return [digits.replace(/(?<=.)0+$/, ""), exponent];
}
