import type { Column } from "../column.js";
import type { ColumnOrName } from "../column-or-name.js";
import { call, distinct, value } from "./call.js";

/** How many rows have a value; `count("*")` and `count(lit(1))`: how many rows. */
export const count = (e: ColumnOrName): Column => call("count", e);

/** How many different values there are. */
export const countDistinct = (expr: ColumnOrName, ...exprs: ColumnOrName[]): Column =>
  distinct("count", expr, ...exprs);

/** The same as `countDistinct`. */
export const count_distinct = (expr: ColumnOrName, ...exprs: ColumnOrName[]): Column =>
  countDistinct(expr, ...exprs);

/** The sum. */
export const sum = (e: ColumnOrName): Column => call("sum", e);

/** The sum of the different values. */
export const sum_distinct = (e: ColumnOrName): Column => distinct("sum", e);

/** The mean. */
export const avg = (e: ColumnOrName): Column => call("avg", e);

/** The mean. */
export const mean = (e: ColumnOrName): Column => call("avg", e);

/** The least value. */
export const min = (e: ColumnOrName): Column => call("min", e);

/** The greatest value. */
export const max = (e: ColumnOrName): Column => call("max", e);

/** The value where another is least. */
export const min_by = (e: ColumnOrName, ord: ColumnOrName): Column => call("min_by", e, ord);

/** The value where another is greatest. */
export const max_by = (e: ColumnOrName, ord: ColumnOrName): Column => call("max_by", e, ord);

/** The first row's value. */
export const first = (e: ColumnOrName, ignoreNulls = false): Column => call("first", e, value(ignoreNulls));

/** The last row's value. */
export const last = (e: ColumnOrName, ignoreNulls = false): Column => call("last", e, value(ignoreNulls));

/** Some row's value. */
export const any_value = (e: ColumnOrName): Column => call("any_value", e);

/** The values, as an array. */
export const collect_list = (e: ColumnOrName): Column => call("collect_list", e);

/** The different values, as an array. */
export const collect_set = (e: ColumnOrName): Column => call("collect_set", e);

/** The values, as an array. */
export const array_agg = (e: ColumnOrName): Column => call("array_agg", e);

/** For how many rows it holds. */
export const count_if = (e: ColumnOrName): Column => call("count_if", e);

/** Whether it holds for all rows. */
export const bool_and = (e: ColumnOrName): Column => call("bool_and", e);

/** Whether it holds for some row. */
export const bool_or = (e: ColumnOrName): Column => call("bool_or", e);

/** Whether it holds for all rows. */
export const every = (e: ColumnOrName): Column => call("every", e);

/** Whether it holds for some row. */
export const some = (e: ColumnOrName): Column => call("some", e);

/** The standard deviation of a sample. */
export const stddev = (e: ColumnOrName): Column => call("stddev", e);

/** The standard deviation of a sample. */
export const stddev_samp = (e: ColumnOrName): Column => call("stddev_samp", e);

/** The standard deviation of a population. */
export const stddev_pop = (e: ColumnOrName): Column => call("stddev_pop", e);

/** The variance of a sample. */
export const variance = (e: ColumnOrName): Column => call("variance", e);

/** The variance of a sample. */
export const var_samp = (e: ColumnOrName): Column => call("var_samp", e);

/** The variance of a population. */
export const var_pop = (e: ColumnOrName): Column => call("var_pop", e);

/** The sum, NULL where it overflows. */
export const try_sum = (e: ColumnOrName): Column => call("try_sum", e);

/** The mean, NULL where it overflows. */
export const try_avg = (e: ColumnOrName): Column => call("try_avg", e);

/** Whether a column is left out of a row's grouping set. */
export const grouping = (e: ColumnOrName): Column => call("grouping", e);

/** Which columns are left out of a row's grouping set, as bits. */
export const grouping_id = (...cols: ColumnOrName[]): Column => call("grouping_id", ...cols);
