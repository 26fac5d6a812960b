const MODULUS = 2n ** 64n;
const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

/**
 * A number's digits in another base, as MySQL's CONV: digits end at the first that is none of the base; numbers are
 * unsigned 64-bit ones, signed where the new base is negative.
 * @returns null where there is nothing to convert, "overflow" where 64 bits do not hold it
 */
export function conv(text: string, fromBase: number, toBase: number): string | null | "overflow" {
  const magnitude = Math.abs(toBase);
  const trimmed = text.trim();
  if (fromBase < 2 || fromBase > 36 || magnitude < 2 || magnitude > 36 || trimmed === "") return null;
  const negative = trimmed.startsWith("-");
  let value = 0n;
  for (const character of trimmed.slice(negative ? 1 : 0).toLowerCase()) {
    const digit = DIGITS.indexOf(character);
    if (digit < 0 || digit >= fromBase) break;
    value = value * BigInt(fromBase) + BigInt(digit);
    if (value >= MODULUS) return "overflow";
  }
  let signed = BigInt.asIntN(64, value);
  if (negative && toBase > 0) signed = signed < 0n ? -1n : -signed;
  const minus = toBase < 0 && (negative || signed < 0n);
  if (toBase < 0 && signed < 0n) signed = -signed;
  return (minus ? "-" : "") + BigInt.asUintN(64, signed).toString(magnitude).toUpperCase();
}
