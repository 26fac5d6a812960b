import type { TypeKind } from "../../types/index.js";
import { SparkError } from "../../util/errors.js";
import { type Kernel, type StrictKernel, strict } from "./kernel.js";

type NumberOp = (a: number, b: number) => number;
type BigIntOp = (a: bigint, b: bigint) => bigint;

const ranges: { readonly [K in TypeKind]?: readonly [number, number] } = {
  byte: [-128, 127],
  short: [-32_768, 32_767],
  integer: [-2_147_483_648, 2_147_483_647],
};

function operator(onNumbers: NumberOp, onLongs: BigIntOp, tolerant: string): StrictKernel {
  return strict((_, { kind }) => {
    if (kind === "long")
      return (a: bigint, b: bigint) => {
        const result = onLongs(a, b);
        if (result !== BigInt.asIntN(64, result)) throw overflow("long", tolerant);
        return result;
      };
    if (kind === "float") return (a: number, b: number) => Math.fround(onNumbers(a, b));
    const range = ranges[kind];
    if (!range) return onNumbers;
    return (a: number, b: number) => {
      const result = onNumbers(a, b);
      if (result < range[0] || result > range[1]) throw overflow(kind, tolerant);
      return result;
    };
  });
}

/** Division and remainder refuse a zero first. */
function divisor(kernel: StrictKernel, tolerant: string): Kernel {
  return strict((argTypes, result, context) => {
    const divide = kernel.make(argTypes, result, context);
    return (a: number, b: number) => {
      // biome-ignore lint/suspicious/noDoubleEquals: 0 and 0n alike
      if (b == 0) throw divideByZero(tolerant);
      return divide(a, b);
    };
  });
}

const subtract = operator(
  (a, b) => a - b,
  (a, b) => a - b,
  "try_subtract",
);

export const arithmetic: Readonly<Record<string, Kernel>> = {
  negative: strict((argTypes, result, context) => {
    // As 0 - a, but for the sign of a fractional zero.
    if (result.kind === "double" || result.kind === "float") return (a: number) => -a;
    const minus = subtract.make(argTypes, result, context);
    const zero = result.kind === "long" ? 0n : 0;
    return (a: number | bigint) => minus(zero, a);
  }),
  "+": operator(
    (a, b) => a + b,
    (a, b) => a + b,
    "try_add",
  ),
  "-": subtract,
  "*": operator(
    (a, b) => a * b,
    (a, b) => a * b,
    "try_multiply",
  ),
  "/": divisor(
    operator(
      (a, b) => a / b,
      (a, b) => a / b,
      "try_divide",
    ),
    "try_divide",
  ),
  "%": divisor(
    operator(
      (a, b) => a % b,
      (a, b) => a % b,
      "try_mod",
    ),
    "try_mod",
  ),
};

function overflow(type: string, tolerant: string): SparkError {
  return new SparkError(
    "ARITHMETIC_OVERFLOW",
    `${type} overflow. Use '${tolerant}' to tolerate overflow and return NULL instead. If necessary set "spark.sql.ansi.enabled" to "false" to bypass this error.`,
    "22003",
  );
}

function divideByZero(tolerant: string): SparkError {
  return new SparkError(
    tolerant === "try_mod" ? "REMAINDER_BY_ZERO" : "DIVIDE_BY_ZERO",
    `${tolerant === "try_mod" ? "Remainder" : "Division"} by zero. Use \`${tolerant}\` to tolerate divisor being 0 and return NULL instead. If necessary set "spark.sql.ansi.enabled" to "false" to bypass this error.`,
    "22012",
  );
}
