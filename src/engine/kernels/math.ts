import type { DataType, MapType, Value } from "../../types/index.js";
import { comparatorOf } from "./compare.js";
import { type Kernel, loose, strict } from "./kernel.js";

const of = (compute: (value: number) => number): Kernel => strict(() => compute);

/** NULL for what has no logarithm. */
const logarithm = (least: number, compute: (value: number) => number): Kernel =>
  strict(() => (value: number) => (value <= least ? null : compute(value)));

const numbers: Readonly<Record<string, Kernel>> = {
  sqrt: of(Math.sqrt),
  cbrt: of(Math.cbrt),
  exp: of(javaExp),
  expm1: of(Math.expm1),
  sin: of(Math.sin),
  cos: of(Math.cos),
  tan: of(Math.tan),
  cot: of(value => 1 / Math.tan(value)),
  csc: of(value => 1 / Math.sin(value)),
  sec: of(value => 1 / Math.cos(value)),
  asin: of(Math.asin),
  acos: of(Math.acos),
  atan: of(Math.atan),
  sinh: of(Math.sinh),
  cosh: of(Math.cosh),
  tanh: of(Math.tanh),
  asinh: of(value => (value === -Infinity ? value : Math.log(value + Math.sqrt(value * value + 1)))),
  acosh: of(value => Math.log(value + Math.sqrt(value * value - 1))),
  atanh: of(value => 0.5 * (Math.log1p(value) - Math.log1p(-value))),
  degrees: of(value => value * (180 / Math.PI)),
  radians: of(value => value * (Math.PI / 180)),
  rint: of(rint),
  ln: logarithm(0, Math.log),
  log2: logarithm(0, value => Math.log(value) / Math.log(2)),
  log10: logarithm(0, Math.log10),
  log1p: logarithm(-1, Math.log1p),
};

/** The exponential as Java's strict mathematics have it: e itself is one unit in the last place above JavaScript's. */
function javaExp(value: number): number {
  return value === 1 ? Math.E + 2 * Number.EPSILON : Math.exp(value);
}

/** Half to even. */
function rint(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  const whole = rest < 0.5 || (rest === 0.5 && floor % 2 === 0) ? floor : floor + 1;
  return whole === 0 && (value < 0 || Object.is(value, -0)) ? -0 : whole;
}

function factorial(n: number): bigint | null {
  if (n < 0 || n > 20) return null;
  let product = 1n;
  for (let i = 2n; i <= BigInt(n); i++) product *= i;
  return product;
}

/** The first of the values in an order, NULLs aside. */
function extreme(sign: 1 | -1): Kernel {
  return loose(([type]) => {
    const compare = comparatorOf(type as Exclude<DataType, MapType>);
    return (...values: Value[]) => {
      let best: Value = null;
      for (const value of values)
        if (value !== null && (best === null || compare(value, best) * sign > 0)) best = value;
      return best;
    };
  });
}

/** A histogram's bucket. Bounds that fall run the other way. */
function widthBucket(
  given: number | bigint,
  from: number | bigint,
  to: number | bigint,
  count: bigint,
): bigint | null {
  const [value, low, high] = [Number(given), Number(from), Number(to)];
  if (count <= 0n || count === 2n ** 63n - 1n || Number.isNaN(value) || low === high) return null;
  if (!Number.isFinite(low) || !Number.isFinite(high)) return null;
  const before = low < high ? value < low : value > low;
  if (before) return 0n;
  if (low < high ? value >= high : value <= high) return count + 1n;
  return BigInt(Math.trunc((Number(count) * (value - low)) / (high - low))) + 1n;
}

export const math: Readonly<Record<string, Kernel>> = {
  ...numbers,
  log: strict(
    () => (base: number, value: number) =>
      base <= 0 || value <= 0 ? null : Math.log(value) / Math.log(base),
  ),
  pow: strict(() => (base: number, exponent: number) => base ** exponent),
  atan2: strict(() => (y: number, x: number) => Math.atan2(y + 0, x + 0)),
  hypot: strict(() => (a: number, b: number) => Math.hypot(a, b)),
  sign: strict(() => (value: number | bigint) => Math.sign(Number(value))),
  factorial: strict(() => factorial),
  greatest: extreme(1),
  least: extreme(-1),
  width_bucket: strict(() => widthBucket),
  e: strict(() => () => Math.E),
  pi: strict(() => () => Math.PI),
  nanvl: loose(
    () => (value: number | null, other: number | null) =>
      value !== null && Number.isNaN(value) ? other : value,
  ),
  isnan: loose(() => (value: number | null) => Number.isNaN(value)),
};
