import type { DataType, Value } from "../../types/index.js";
import { SparkError } from "../../util/errors.js";
import {
  arithmeticOverflow,
  binaryOverflow,
  divideByZero,
  intervalOverflow,
  remainderByZero,
} from "./arithmetic-errors.js";
import { decimalArithmetic } from "./decimal-arithmetic.js";
import { intervalArithmetic } from "./interval-arithmetic.js";
import { type Kernel, type KernelContext, type StrictKernel, strict } from "./kernel.js";

type NumberOp = (a: number, b: number) => number;
type BigIntOp = (a: bigint, b: bigint) => bigint;

interface Operator {
  readonly symbol: string;
  readonly onNumbers: NumberOp;
  readonly onLongs: BigIntOp;
  /** The function that answers NULL instead of an overflow. */
  readonly instead: string;
  /** The error of a zero on the right. */
  readonly byZero?: () => SparkError;
}

const bits: { readonly [K in DataType["kind"]]?: number } = { byte: 8, short: 16, integer: 32 };

/** A kernel for all numbers, and for intervals as the numbers they are. */
function operator({ symbol, onNumbers, onLongs, instead, byZero }: Operator): StrictKernel {
  return strict((argTypes, result, context) => {
    const [type] = argTypes;
    if (type!.kind === "decimal") return decimalArithmetic(symbol, argTypes, result, context);
    if (type!.kind === "interval") return calendar(onNumbers, onLongs);
    const compute = guarded(type!, symbol, onNumbers, onLongs, instead, context);
    if (!byZero) return compute;
    return (a: number, b: number) => {
      // biome-ignore lint/suspicious/noDoubleEquals: 0 and 0n alike
      if (b != 0) return compute(a, b);
      if (!context.ansi) return null;
      throw byZero();
    };
  });
}

// biome-ignore lint/suspicious/noExplicitAny: numbers and bigints, by the type
type Compute = (a: any, b: any) => Value;

/** Overflows are errors under ANSI (and always of intervals), else values wrap. */
function guarded(
  type: DataType,
  symbol: string,
  onNumbers: NumberOp,
  onLongs: BigIntOp,
  instead: string,
  { ansi }: KernelContext,
): Compute {
  switch (type.kind) {
    case "float":
      return (a: number, b: number) => Math.fround(onNumbers(a, b));
    case "long":
    case "daytime":
      return (a: bigint, b: bigint) => {
        const exact = onLongs(a, b);
        const wrapped = BigInt.asIntN(64, exact);
        if (wrapped === exact) return exact;
        if (type.kind === "daytime") throw intervalOverflow(instead);
        if (ansi) throw arithmeticOverflow("long overflow", instead);
        return wrapped;
      };
    case "byte":
    case "short":
    case "integer":
    case "yearmonth": {
      const width = bits[type.kind] ?? 32;
      const limit = 2 ** (width - 1);
      return (a: number, b: number) => {
        const exact = onNumbers(a, b);
        if (exact >= -limit && exact < limit) return exact + 0;
        if (type.kind === "yearmonth") throw intervalOverflow(instead);
        if (ansi)
          throw width < 32
            ? binaryOverflow(a, symbol, b, instead)
            : arithmeticOverflow("integer overflow", instead);
        // Products of two INTs may have more bits than a DOUBLE.
        return Number(BigInt.asIntN(width, onLongs(BigInt(a), BigInt(b))));
      };
    }
    default:
      return onNumbers;
  }
}

type CalendarInterval = readonly [number, number, bigint];

function calendar(
  onNumbers: NumberOp,
  onLongs: BigIntOp,
): (a: CalendarInterval, b: CalendarInterval) => Value {
  return (a, b) => {
    const [months, days] = [onNumbers(a[0], b[0]), onNumbers(a[1], b[1])];
    const micros = onLongs(a[2], b[2]);
    if (months !== (months | 0) || days !== (days | 0) || BigInt.asIntN(64, micros) !== micros)
      throw arithmeticOverflow("integer overflow");
    return [months, days, micros];
  };
}

const add = operator({
  symbol: "+",
  onNumbers: (a, b) => a + b,
  onLongs: (a, b) => a + b,
  instead: "try_add",
});
const subtract = operator({
  symbol: "-",
  onNumbers: (a, b) => a - b,
  onLongs: (a, b) => a - b,
  instead: "try_subtract",
});
const multiply = operator({
  symbol: "*",
  onNumbers: (a, b) => a * b,
  onLongs: (a, b) => a * b,
  instead: "try_multiply",
});
const divide = operator({
  symbol: "/",
  onNumbers: (a, b) => a / b,
  onLongs: (a, b) => a / b,
  instead: "try_divide",
  byZero: divideByZero,
});
const remainder = operator({
  symbol: "%",
  onNumbers: (a, b) => a % b,
  onLongs: (a, b) => a % b,
  instead: "try_mod",
  byZero: remainderByZero,
});
const pmod = operator({
  symbol: "pmod",
  onNumbers: (a, b) => (a % b < 0 ? ((a % b) + b) % b : a % b),
  onLongs: (a, b) => (a % b < 0n ? ((a % b) + b) % b : a % b),
  instead: "try_mod",
  byZero: remainderByZero,
});

/** `div`: of longs, decimals and intervals, a BIGINT. */
const integralDivide = strict((argTypes, result, context) => {
  if (argTypes[0]!.kind === "decimal") return decimalArithmetic("div", argTypes, result, context);
  return (a: bigint | number, b: bigint | number) => {
    const [x, y] = [BigInt(a), BigInt(b)];
    if (y === 0n) {
      if (!context.ansi) return null;
      throw divideByZero();
    }
    const exact = x / y;
    if (BigInt.asIntN(64, exact) !== exact && context.ansi)
      throw arithmeticOverflow("Overflow in integral divide", "try_divide");
    return BigInt.asIntN(64, exact);
  };
});

const names: { readonly [K in DataType["kind"]]?: string } = {
  byte: "byte",
  short: "short",
  integer: "integer",
};

const negative = strict(([type], _, { ansi }) => {
  switch (type!.kind) {
    case "decimal":
      return (a: bigint) => -a;
    case "interval":
      return ([months, days, micros]: CalendarInterval) => [-months + 0, -days + 0, -micros];
    case "float":
    case "double":
      return (a: number) => -a;
    case "long":
    case "daytime":
      return (a: bigint) => {
        if (a !== -(2n ** 63n)) return -a;
        if (type!.kind === "daytime") throw intervalOverflow();
        if (ansi) throw arithmeticOverflow("long overflow");
        return a;
      };
    default: {
      const least = -(2 ** ((bits[type!.kind] ?? 32) - 1));
      return (a: number) => {
        if (a !== least) return 0 - a;
        if (type!.kind === "yearmonth") throw intervalOverflow();
        if (ansi) throw arithmeticOverflow(`${names[type!.kind]} overflow`);
        return a;
      };
    }
  }
});

const abs = strict((argTypes, result, context) => {
  const negate = negative.make(argTypes, result, context);
  const { kind } = argTypes[0]!;
  if (kind === "float" || kind === "double") return Math.abs;
  return (a: number | bigint) => (a < 0 ? negate(a) : a);
});

/** The same kernel, with NULL for its errors. */
function tolerant(kernel: StrictKernel): StrictKernel {
  return strict((argTypes, result, context) => {
    const compute = kernel.make(argTypes, result, { ...context, ansi: true });
    return (...args) => {
      try {
        return compute(...args);
      } catch (error) {
        if (error instanceof SparkError) return null;
        throw error;
      }
    };
  });
}

const binary: Readonly<Record<string, StrictKernel>> = {
  "+": add,
  "-": subtract,
  "*": multiply,
  "/": divide,
  "%": remainder,
  ...intervalArithmetic,
};

export const arithmetic: Readonly<Record<string, Kernel>> = {
  ...binary,
  ...Object.fromEntries(Object.entries(binary).map(([name, kernel]) => [`try:${name}`, tolerant(kernel)])),
  div: integralDivide,
  pmod,
  negative,
  positive: strict(() => (a: Value) => a),
  abs,
};
