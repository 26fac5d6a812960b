import type { Column } from "../column.js";
import type { ColumnOrName } from "../column-or-name.js";
import { call, given, value } from "./call.js";

/** The square root. */
export const sqrt = (e: ColumnOrName): Column => call("sqrt", e);

/** The cube root. */
export const cbrt = (e: ColumnOrName): Column => call("cbrt", e);

/** e to the power of it. */
export const exp = (e: ColumnOrName): Column => call("exp", e);

/** e to the power of it, less 1. */
export const expm1 = (e: ColumnOrName): Column => call("expm1", e);

/** The natural logarithm; NULL where there is none. */
export const ln = (e: ColumnOrName): Column => call("ln", e);

/** The logarithm to base 2; NULL where there is none. */
export const log2 = (e: ColumnOrName): Column => call("log2", e);

/** The logarithm to base 10; NULL where there is none. */
export const log10 = (e: ColumnOrName): Column => call("log10", e);

/** The natural logarithm of one more; NULL where there is none. */
export const log1p = (e: ColumnOrName): Column => call("log1p", e);

/** The first to the power of the second. */
export const pow = (l: ColumnOrName | number, r: ColumnOrName | number): Column =>
  call("pow", typeof l === "number" ? value(l) : l, typeof r === "number" ? value(r) : r);

/** The first to the power of the second. */
export const power = (l: ColumnOrName, r: ColumnOrName): Column => call("power", l, r);

/** The sine of radians. */
export const sin = (e: ColumnOrName): Column => call("sin", e);

/** The cosine of radians. */
export const cos = (e: ColumnOrName): Column => call("cos", e);

/** The tangent of radians. */
export const tan = (e: ColumnOrName): Column => call("tan", e);

/** The cotangent of radians. */
export const cot = (e: ColumnOrName): Column => call("cot", e);

/** The cosecant of radians. */
export const csc = (e: ColumnOrName): Column => call("csc", e);

/** The secant of radians. */
export const sec = (e: ColumnOrName): Column => call("sec", e);

/** The arc sine in radians. */
export const asin = (e: ColumnOrName): Column => call("asin", e);

/** The arc cosine in radians. */
export const acos = (e: ColumnOrName): Column => call("acos", e);

/** The arc tangent in radians. */
export const atan = (e: ColumnOrName): Column => call("atan", e);

/** The angle of a point, in radians. */
export const atan2 = (y: ColumnOrName | number, x: ColumnOrName | number): Column =>
  call("atan2", typeof y === "number" ? value(y) : y, typeof x === "number" ? value(x) : x);

/** The hyperbolic sine. */
export const sinh = (e: ColumnOrName): Column => call("sinh", e);

/** The hyperbolic cosine. */
export const cosh = (e: ColumnOrName): Column => call("cosh", e);

/** The hyperbolic tangent. */
export const tanh = (e: ColumnOrName): Column => call("tanh", e);

/** The inverse hyperbolic sine. */
export const asinh = (e: ColumnOrName): Column => call("asinh", e);

/** The inverse hyperbolic cosine. */
export const acosh = (e: ColumnOrName): Column => call("acosh", e);

/** The inverse hyperbolic tangent. */
export const atanh = (e: ColumnOrName): Column => call("atanh", e);

/** Radians as degrees. */
export const degrees = (e: ColumnOrName): Column => call("degrees", e);

/** Degrees as radians. */
export const radians = (e: ColumnOrName): Column => call("radians", e);

/** The length of the hypotenuse. */
export const hypot = (l: ColumnOrName | number, r: ColumnOrName | number): Column =>
  call("hypot", typeof l === "number" ? value(l) : l, typeof r === "number" ? value(r) : r);

/** -1, 0 or 1. */
export const sign = (e: ColumnOrName): Column => call("sign", e);

/** -1, 0 or 1. */
export const signum = (e: ColumnOrName): Column => call("signum", e);

/** The nearest whole number; the even one of two. */
export const rint = (e: ColumnOrName): Column => call("rint", e);

/** The factorial of 0 to 20; NULL beyond. */
export const factorial = (e: ColumnOrName): Column => call("factorial", e);

/** The greatest value, NULLs aside. */
export const greatest = (...exprs: ColumnOrName[]): Column => call("greatest", ...exprs);

/** The least value, NULLs aside. */
export const least = (...exprs: ColumnOrName[]): Column => call("least", ...exprs);

/** The bucket of a histogram of equally wide ones that a value falls in; 0 below and num_bucket + 1 above all. */
export const width_bucket = (
  v: ColumnOrName,
  min: ColumnOrName,
  max: ColumnOrName,
  numBucket: ColumnOrName,
): Column => call("width_bucket", v, min, max, numBucket);

/** Euler's number. */
export const e = (): Column => call("e");

/** Pi. */
export const pi = (): Column => call("pi");

/** The first, or the second where that is NaN. */
export const nanvl = (col1: ColumnOrName, col2: ColumnOrName): Column => call("nanvl", col1, col2);

/** Whether it is NaN. */
export const isnan = (e: ColumnOrName): Column => call("isnan", e);

/** 0 where it is NULL. */
export const zeroifnull = (col: ColumnOrName): Column => call("zeroifnull", col);

/** NULL where it is 0. */
export const nullifzero = (col: ColumnOrName): Column => call("nullifzero", col);

/** Whether both are equal, two NULLs too. */
export const equal_null = (col1: ColumnOrName, col2: ColumnOrName): Column => call("equal_null", col1, col2);

/** How many bits are set. */
export const bit_count = (e: ColumnOrName): Column => call("bit_count", e);

/** The bit at a place, counted from 0 at the right. */
export const bit_get = (e: ColumnOrName, pos: ColumnOrName): Column => call("bit_get", e, pos);

/** The bit at a place, counted from 0 at the right. */
export const getbit = (e: ColumnOrName, pos: ColumnOrName): Column => call("getbit", e, pos);

/** The bits moved to the left. */
export const shiftleft = (e: ColumnOrName, numBits: number): Column => call("shiftleft", e, value(numBits));

/** The bits moved to the right, the sign kept. */
export const shiftright = (e: ColumnOrName, numBits: number): Column => call("shiftright", e, value(numBits));

/** The bits moved to the right, zeros moved in. */
export const shiftrightunsigned = (e: ColumnOrName, numBits: number): Column =>
  call("shiftrightunsigned", e, value(numBits));

/** The place of a number's bit in its bitmap. */
export const bitmap_bit_position = (col: ColumnOrName): Column => call("bitmap_bit_position", col);

/** The number of the bitmap that a number's bit is in. */
export const bitmap_bucket_number = (col: ColumnOrName): Column => call("bitmap_bucket_number", col);

/** How many bits a bitmap has set. */
export const bitmap_count = (col: ColumnOrName): Column => call("bitmap_count", col);

/** A number from 0 to 1 (excluded), another one each row; the same for the same seed. */
export const rand = (seed?: number): Column => call("rand", ...(seed === undefined ? [] : [value(seed)]));

/** A number from 0 to 1 (excluded), another one each row; the same for the same seed. */
export const random = (seed?: ColumnOrName): Column => call("random", ...given(seed));

/** A number of the standard normal distribution, another one each row. */
export const randn = (seed?: number): Column => call("randn", ...(seed === undefined ? [] : [value(seed)]));

/** A number between two bounds, another one each row. */
export const uniform = (min: ColumnOrName, max: ColumnOrName, seed?: ColumnOrName): Column =>
  call("uniform", min, max, ...given(seed));

/** Random letters and digits, others each row. */
export const randstr = (length: ColumnOrName, seed?: ColumnOrName): Column =>
  call("randstr", length, ...given(seed));

/** A random UUID, another one each row. */
export const uuid = (): Column => call("uuid");

/** The logarithm to a base, or the natural one. */
export const log = (base: number | ColumnOrName, a?: ColumnOrName): Column =>
  a === undefined
    ? call("log", base as ColumnOrName)
    : call("log", typeof base === "number" ? value(base) : base, a);

/** All bits the other way. */
export const bitwise_not = (e: ColumnOrName): Column => call("~", e);
