import type { Column } from "../column.js";
import type { ColumnOrName } from "../column-or-name.js";
import { call, value } from "./call.js";

/** The number without its sign. */
export const abs = (e: ColumnOrName): Column => call("abs", e);
/** Rounded to digits behind the point, halves to the even neighbour. */
export const bround = (e: ColumnOrName, scale: number | Column = 0): Column =>
  call("bround", e, value(scale));
/** The next number up without digits behind the point, or with some. */
export const ceil = (e: ColumnOrName, scale?: Column): Column => call("ceil", e, ...(scale ? [scale] : []));
/** The next number up without digits behind the point, or with some. */
export const ceiling = (e: ColumnOrName, scale?: Column): Column =>
  call("ceiling", e, ...(scale ? [scale] : []));
/** The next number down without digits behind the point, or with some. */
export const floor = (e: ColumnOrName, scale?: Column): Column => call("floor", e, ...(scale ? [scale] : []));
/** The number with commas and so many digits behind the point. */
export const format_number = (x: ColumnOrName, digits: number): Column =>
  call("format_number", x, value(digits));
/** The number with the other sign. */
export const negative = (e: ColumnOrName): Column => call("negative", e);
/** The remainder, never negative for a positive divisor. */
export const pmod = (dividend: ColumnOrName, divisor: ColumnOrName): Column =>
  call("pmod", dividend, divisor);
/** The number itself. */
export const positive = (e: ColumnOrName): Column => call("positive", e);
/** Rounded to digits behind the point, halves away from zero. */
export const round = (e: ColumnOrName, scale: number | Column = 0): Column => call("round", e, value(scale));
/** The number, date or timestamp as a format writes it. */
export const to_char = (e: ColumnOrName, format: ColumnOrName): Column => call("to_char", e, format);
/** The number that a text says by a format. */
export const to_number = (e: ColumnOrName, format: ColumnOrName): Column => call("to_number", e, format);
/** The number, date or timestamp as a format writes it. */
export const to_varchar = (e: ColumnOrName, format: ColumnOrName): Column => call("to_varchar", e, format);
/** The sum, NULL where it is out of range. */
export const try_add = (left: ColumnOrName, right: ColumnOrName): Column => call("try_add", left, right);
/** The quotient, NULL where the divisor is 0. */
export const try_divide = (left: ColumnOrName, right: ColumnOrName): Column =>
  call("try_divide", left, right);
/** The remainder, NULL where the divisor is 0. */
export const try_mod = (left: ColumnOrName, right: ColumnOrName): Column => call("try_mod", left, right);
/** The product, NULL where it is out of range. */
export const try_multiply = (left: ColumnOrName, right: ColumnOrName): Column =>
  call("try_multiply", left, right);
/** The difference, NULL where it is out of range. */
export const try_subtract = (left: ColumnOrName, right: ColumnOrName): Column =>
  call("try_subtract", left, right);
/** The number that a text says by a format, NULL where it does not match. */
export const try_to_number = (e: ColumnOrName, format: ColumnOrName): Column =>
  call("try_to_number", e, format);
