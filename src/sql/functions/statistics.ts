import type { Column } from "../column.js";
import type { ColumnOrName } from "../column-or-name.js";
import { call, distinct, value } from "./call.js";

/** The bits that all values have. */
export const bit_and = (e: ColumnOrName): Column => call("bit_and", e);

/** The bits that some value has. */
export const bit_or = (e: ColumnOrName): Column => call("bit_or", e);

/** The bits that an odd number of values has. */
export const bit_xor = (e: ColumnOrName): Column => call("bit_xor", e);

/** A bitmap with the bits of all positions set. */
export const bitmap_construct_agg = (col: ColumnOrName): Column => call("bitmap_construct_agg", col);

/** The bits that some bitmap has. */
export const bitmap_or_agg = (col: ColumnOrName): Column => call("bitmap_or_agg", col);

/** The bits that all bitmaps have. */
export const bitmap_and_agg = (col: ColumnOrName): Column => call("bitmap_and_agg", col);

/** Pearson's coefficient of correlation. */
export const corr = (column1: ColumnOrName, column2: ColumnOrName): Column => call("corr", column1, column2);

/** The covariance of a population. */
export const covar_pop = (column1: ColumnOrName, column2: ColumnOrName): Column =>
  call("covar_pop", column1, column2);

/** The covariance of a sample. */
export const covar_samp = (column1: ColumnOrName, column2: ColumnOrName): Column =>
  call("covar_samp", column1, column2);

/** How heavy the tails are, less that of the normal distribution. */
export const kurtosis = (e: ColumnOrName): Column => call("kurtosis", e);

/** How far the values lean to one side. */
export const skewness = (e: ColumnOrName): Column => call("skewness", e);

/** How many there are, of the pairs without a NULL */
export const regr_count = (y: ColumnOrName, x: ColumnOrName): Column => call("regr_count", y, x);

/** The mean of x, of the pairs without a NULL */
export const regr_avgx = (y: ColumnOrName, x: ColumnOrName): Column => call("regr_avgx", y, x);

/** The mean of y, of the pairs without a NULL */
export const regr_avgy = (y: ColumnOrName, x: ColumnOrName): Column => call("regr_avgy", y, x);

/** The sum of the squares of x from its mean, of the pairs without a NULL */
export const regr_sxx = (y: ColumnOrName, x: ColumnOrName): Column => call("regr_sxx", y, x);

/** The sum of the squares of y from its mean, of the pairs without a NULL */
export const regr_syy = (y: ColumnOrName, x: ColumnOrName): Column => call("regr_syy", y, x);

/** The sum of the products of both from their means, of the pairs without a NULL */
export const regr_sxy = (y: ColumnOrName, x: ColumnOrName): Column => call("regr_sxy", y, x);

/** The slope of the line of least squares, of the pairs without a NULL */
export const regr_slope = (y: ColumnOrName, x: ColumnOrName): Column => call("regr_slope", y, x);

/** Where the line of least squares crosses x = 0, of the pairs without a NULL */
export const regr_intercept = (y: ColumnOrName, x: ColumnOrName): Column => call("regr_intercept", y, x);

/** The coefficient of determination, of the pairs without a NULL */
export const regr_r2 = (y: ColumnOrName, x: ColumnOrName): Column => call("regr_r2", y, x);

/** The exact percentile, interpolated between two values; of an array of percentages, an array. */
export const percentile = (
  e: ColumnOrName,
  percentage: Column | number,
  frequency?: Column | number,
): Column => call("percentile", e, value(percentage), ...(frequency === undefined ? [] : [value(frequency)]));

/** The middle value, or the mean of the two in the middle. */
export const median = (e: ColumnOrName): Column => call("median", e);

/** A value that a share of the values is not greater than. */
export const percentile_approx = (
  e: ColumnOrName,
  percentage: Column | number,
  accuracy: Column | number,
): Column => call("percentile_approx", e, value(percentage), value(accuracy));

/** A value that a share of the values is not greater than. */
export const approx_percentile = (
  e: ColumnOrName,
  percentage: Column | number,
  accuracy: Column | number,
): Column => call("approx_percentile", e, value(percentage), value(accuracy));

/** The most frequent value. */
export const mode = (e: ColumnOrName, deterministic?: boolean): Column =>
  call("mode", e, ...(deterministic === undefined ? [] : [value(deterministic)]));

/** The values that are not NULL one after the other, with a delimiter between them. */
export const listagg = (e: ColumnOrName, delimiter?: Column | string): Column =>
  call("listagg", e, ...(delimiter === undefined ? [] : [value(delimiter)]));

/** The values that are not NULL one after the other, with a delimiter between them. */
export const string_agg = (e: ColumnOrName, delimiter?: Column | string): Column =>
  call("string_agg", e, ...(delimiter === undefined ? [] : [value(delimiter)]));

/** The different values that are not NULL one after the other, with a delimiter between them. */
export const listagg_distinct = (e: ColumnOrName, delimiter?: Column | string): Column =>
  distinct("listagg", e, ...(delimiter === undefined ? [] : [value(delimiter)]));

/** The different values that are not NULL one after the other, with a delimiter between them. */
export const string_agg_distinct = (e: ColumnOrName, delimiter?: Column | string): Column =>
  distinct("string_agg", e, ...(delimiter === undefined ? [] : [value(delimiter)]));

/** A histogram of at most nb bins of unequal width: their centers and heights. */
export const histogram_numeric = (e: ColumnOrName, nBins: ColumnOrName): Column =>
  call("histogram_numeric", e, nBins);

/** A count-min sketch of the values. */
export const count_min_sketch = (
  e: ColumnOrName,
  eps: ColumnOrName,
  confidence: ColumnOrName,
  seed: ColumnOrName,
): Column => call("count_min_sketch", e, eps, confidence, seed);

/** The different values that are not NULL one after the other, with a delimiter between them. */
export const approx_count_distinct = (e: ColumnOrName, rsd?: number): Column =>
  call("approx_count_distinct", e, ...(rsd === undefined ? [] : [value(rsd)]));
