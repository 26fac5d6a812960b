/** A positive number's digits, and where its point stands: `0.d1d2d3… × 10^exponent`. */
interface Digits {
  readonly digits: string;
  readonly exponent: number;
}

/** How many bits 5^n has, and beyond the table Java's guess. */
const fiveBits = (power: number): number =>
  power < 27 ? (5n ** BigInt(power)).toString(2).length : power * 3;

const view = new DataView(new ArrayBuffer(8));

/** `mantissa × 2^(exponent - 52)`, the mantissa with its highest bit at 52; `bits` of it count. */
function parts(value: number, mantissaBits: 24 | 53): { mantissa: bigint; exponent: number; bits: number } {
  view.setFloat64(0, value);
  const raw = view.getBigUint64(0);
  let exponent = Number(raw >> 52n) - 1023;
  let mantissa = raw & 0xfffffffffffffn;
  if (exponent === -1023) {
    // Denormal: brought to the form of the others, with fewer bits that count.
    const length = mantissa.toString(2).length;
    mantissa <<= BigInt(53 - length);
    exponent = -1022 - (53 - length);
    return { mantissa, exponent, bits: length };
  }
  mantissa |= 1n << 52n;
  const least = mantissaBits === 24 ? -126 : -1022;
  return { mantissa, exponent, bits: mantissaBits - Math.max(0, least - exponent) };
}

/**
 * The digits of a positive DOUBLE (53 bits) or FLOAT (24) as Java 17 writes them, on which Spark runs: now and then one more than are
 * needed to tell the number from its neighbours, which Java 19 has mended. Step for step what JDK-4511638 is about.
 */
export function javaDigits(value: number, mantissaBits: 24 | 53): Digits {
  const { mantissa, exponent: binary, bits } = parts(value, mantissaBits);
  const zeros = trailingZeros(mantissa);
  const length = 53 - zeros;
  const behindPoint = Math.max(0, length - binary - 1);
  if (binary <= 62 && binary >= -21 && behindPoint === 0) return wholeDigits(value, binary, bits);

  let decimal = Math.floor(
    (Number(mantissa) / 2 ** 52 - 1.5) * 0.289529654 + 0.176091259 + binary * 0.301029995663981,
  );
  const five = Math.max(0, -decimal);
  const fiveOfScale = Math.max(0, decimal);
  let two = five + behindPoint + binary;
  let twoOfScale = fiveOfScale + behindPoint;
  let twoOfMargin = two - bits;
  two -= length - 1;
  const common = Math.min(two, twoOfScale);
  two -= common;
  twoOfScale -= common;
  twoOfMargin -= common;
  // Below a power of two the neighbour is half as far.
  if (length === 1) twoOfMargin--;
  if (twoOfMargin < 0) {
    two -= twoOfMargin;
    twoOfScale -= twoOfMargin;
    twoOfMargin = 0;
  }
  const isSmall = length + two + fiveBits(five) < 64 && twoOfScale + 1 + fiveBits(fiveOfScale + 1) < 64;
  const scale = (5n ** BigInt(fiveOfScale)) << BigInt(twoOfScale);
  const tenfold = scale * 10n;
  let rest = ((mantissa >> BigInt(zeros)) * 5n ** BigInt(five)) << BigInt(two);
  let margin = (5n ** BigInt(five)) << BigInt(twoOfMargin);
  const digits: number[] = [];
  let [low, high] = [false, false];
  const step = (): number => {
    const digit = Number(rest / scale);
    rest = (rest % scale) * 10n;
    margin *= 10n;
    low = rest < margin;
    high = isSmall ? rest + margin > tenfold : rest + margin >= tenfold;
    return digit;
  };
  const first = step();
  if (first === 0 && !high) decimal--;
  else digits.push(first);
  // With an exponent there are two digits in any case.
  if (decimal < -3 || decimal >= 8) [low, high] = [false, false];
  while (!low && !high) digits.push(step());
  const half = 2n * rest - tenfold;
  if (high && (!low || half > 0n || (half === 0n && digits.at(-1)! % 2 === 1)))
    return roundedUp(digits, decimal + 1);
  return { digits: digits.join(""), exponent: decimal + 1 };
}

/** Whole numbers: beyond what is exact, the digits that their power of two makes insignificant are left out. */
function wholeDigits(value: number, binary: number, bits: number): Digits {
  const beyond = binary > bits ? binary - bits - 1 : 0;
  const insignificant = beyond > 1 ? Math.floor(beyond * Math.log10(2)) : 0;
  const unit = 10n ** BigInt(insignificant);
  const whole = BigInt(value);
  const rounded = whole / unit + (insignificant > 0 && whole % unit >= unit / 2n ? 1n : 0n);
  const text = String(rounded);
  return { digits: text, exponent: text.length + insignificant };
}

function roundedUp(digits: number[], exponent: number): Digits {
  let at = digits.length - 1;
  while (at >= 0 && digits[at] === 9) digits[at--] = 0;
  if (at < 0) return { digits: `1${"0".repeat(digits.length - 1)}`, exponent: exponent + 1 };
  digits[at]!++;
  return { digits: digits.join(""), exponent };
}

function trailingZeros(mantissa: bigint): number {
  const text = mantissa.toString(2);
  return text.length - text.lastIndexOf("1") - 1;
}
