import type { Column, LiteralValue } from "../column.js";
import type { ColumnOrName } from "../column-or-name.js";
import { call, lambda, value } from "./call.js";

type Value = Column | LiteralValue;

/** An array of columns. */
export const array = (...cols: ColumnOrName[]): Column => call("array", ...cols);
/** A struct of columns. */
export const struct = (...cols: ColumnOrName[]): Column => call("struct", ...cols);
/** A struct of names and values, in turn. */
export const named_struct = (...cols: Column[]): Column => call("named_struct", ...cols);
/** A map of keys and values, in turn. */
export const map = (...cols: ColumnOrName[]): Column => call("map", ...cols);
/** The array with one more element at its end. */
export const array_append = (column: ColumnOrName, element: Value): Column =>
  call("array_append", column, value(element));
/** The array with one more element at its start. */
export const array_prepend = (column: ColumnOrName, element: Value): Column =>
  call("array_prepend", column, value(element));
/** The array without its NULLs. */
export const array_compact = (column: ColumnOrName): Column => call("array_compact", column);
/** Whether the array has the value. */
export const array_contains = (column: ColumnOrName, element: Value): Column =>
  call("array_contains", column, value(element));
/** Where the element is, from 1; 0 where it is not. */
export const array_position = (column: ColumnOrName, element: Value): Column =>
  call("array_position", column, value(element));
/** The array without an element. */
export const array_remove = (column: ColumnOrName, element: Value): Column =>
  call("array_remove", column, value(element));
/** Each of the array's elements once. */
export const array_distinct = (e: ColumnOrName): Column => call("array_distinct", e);
/** The first array's elements that the second has not. */
export const array_except = (col1: ColumnOrName, col2: ColumnOrName): Column =>
  call("array_except", col1, col2);
/** The elements that both arrays have. */
export const array_intersect = (col1: ColumnOrName, col2: ColumnOrName): Column =>
  call("array_intersect", col1, col2);
/** The elements of both arrays, each once. */
export const array_union = (col1: ColumnOrName, col2: ColumnOrName): Column =>
  call("array_union", col1, col2);
/** Whether the arrays have an element in common. */
export const arrays_overlap = (a1: ColumnOrName, a2: ColumnOrName): Column => call("arrays_overlap", a1, a2);
/** The array with a value at a position. */
export const array_insert = (arr: ColumnOrName, pos: Column, element: Column): Column =>
  call("array_insert", arr, pos, element);
/** The elements as one text. */
export const array_join = (column: ColumnOrName, delimiter: string, nullReplacement?: string): Column =>
  nullReplacement === undefined
    ? call("array_join", column, value(delimiter))
    : call("array_join", column, value(delimiter), value(nullReplacement));
/** The greatest element. */
export const array_max = (e: ColumnOrName): Column => call("array_max", e);
/** The least element. */
export const array_min = (e: ColumnOrName): Column => call("array_min", e);
/** The element a number of times. */
export const array_repeat = (e: ColumnOrName, count: Column | number): Column =>
  call("array_repeat", e, value(count));
/** How many elements the array has. */
export const array_size = (e: ColumnOrName): Column => call("array_size", e);
/** How many elements or entries it has. */
export const size = (e: ColumnOrName): Column => call("size", e);
/** How many elements or entries it has. */
export const cardinality = (e: ColumnOrName): Column => call("cardinality", e);
/** Structs of the arrays' n-th elements. */
export const arrays_zip = (...e: ColumnOrName[]): Column => call("arrays_zip", ...e);
/** The element at a position, from 1, or a map's value. */
export const element_at = (column: ColumnOrName, key: Value): Column =>
  call("element_at", column, value(key));
/** As `element_at`, NULL where there is none. */
export const try_element_at = (column: ColumnOrName, key: Column): Column =>
  call("try_element_at", column, key);
/** The element at an index, from 0; NULL where there is none. */
export const get = (column: ColumnOrName, index: Column): Column => call("get", column, index);
/** The arrays' elements as one array. */
export const flatten = (e: ColumnOrName): Column => call("flatten", e);
/** The entries of all maps. */
export const map_concat = (...cols: ColumnOrName[]): Column => call("map_concat", ...cols);
/** Whether the map has the key. */
export const map_contains_key = (column: ColumnOrName, key: Value): Column =>
  call("map_contains_key", column, value(key));
/** The entries as structs. */
export const map_entries = (e: ColumnOrName): Column => call("map_entries", e);
/** A map of an array of keys and one of values. */
export const map_from_arrays = (keys: ColumnOrName, values: ColumnOrName): Column =>
  call("map_from_arrays", keys, values);
/** A map of structs of key and value. */
export const map_from_entries = (e: ColumnOrName): Column => call("map_from_entries", e);
/** The map's keys. */
export const map_keys = (e: ColumnOrName): Column => call("map_keys", e);
/** The map's values. */
export const map_values = (e: ColumnOrName): Column => call("map_values", e);
/** The array in random order. */
export const shuffle = (e: ColumnOrName): Column => call("shuffle", e);
/** A part of the array, from 1 or from its end where negative. */
export const slice = (x: ColumnOrName, start: Column | number, length: Column | number): Column =>
  call("slice", x, value(start), value(length));
/** The array in order. */
export const sort_array = (e: ColumnOrName, asc = true): Column => call("sort_array", e, value(asc));
/** The array in order, or in that of a comparator. */
export const array_sort = (e: ColumnOrName, comparator?: (left: Column, right: Column) => Column): Column =>
  comparator ? call("array_sort", e, lambda(comparator, 2)) : call("array_sort", e);
/** The values from start to stop by step. */
export const sequence = (start: ColumnOrName, stop: ColumnOrName, step?: Column): Column =>
  step ? call("sequence", start, stop, step) : call("sequence", start, stop);
/** What a closure makes of each element (and its index): `transform("a", x => x.plus(1))`. */
export const transform = (
  column: ColumnOrName,
  f: ((x: Column) => Column) | ((x: Column, i: Column) => Column),
): Column => call("transform", column, lambda(f));
/** The elements for which it holds. */
export const filter = (
  column: ColumnOrName,
  f: ((x: Column) => Column) | ((x: Column, i: Column) => Column),
): Column => call("filter", column, lambda(f));
/** Whether it holds for some element. */
export const exists = (column: ColumnOrName, f: (x: Column) => Column): Column =>
  call("exists", column, lambda(f, 1));
/** Whether it holds for all elements. */
export const forall = (column: ColumnOrName, f: (x: Column) => Column): Column =>
  call("forall", column, lambda(f, 1));
/** One value of all elements: `merge(acc, x)` from a start on, then `finish(acc)`. */
export const aggregate = (
  expr: ColumnOrName,
  initialValue: Column,
  merge: (acc: Column, x: Column) => Column,
  finish?: (acc: Column) => Column,
): Column =>
  finish
    ? call("aggregate", expr, initialValue, lambda(merge, 2), lambda(finish, 1))
    : call("aggregate", expr, initialValue, lambda(merge, 2));
/** The same as `aggregate`. */
export const reduce = (
  expr: ColumnOrName,
  initialValue: Column,
  merge: (acc: Column, x: Column) => Column,
  finish?: (acc: Column) => Column,
): Column => aggregate(expr, initialValue, merge, finish);
/** What a closure makes of the arrays' n-th elements. */
export const zip_with = (
  left: ColumnOrName,
  right: ColumnOrName,
  f: (x: Column, y: Column) => Column,
): Column => call("zip_with", left, right, lambda(f, 2));
/** The entries for which it holds. */
export const map_filter = (expr: ColumnOrName, f: (key: Column, value: Column) => Column): Column =>
  call("map_filter", expr, lambda(f, 2));
/** The map with other keys. */
export const transform_keys = (expr: ColumnOrName, f: (key: Column, value: Column) => Column): Column =>
  call("transform_keys", expr, lambda(f, 2));
/** The map with other values. */
export const transform_values = (expr: ColumnOrName, f: (key: Column, value: Column) => Column): Column =>
  call("transform_values", expr, lambda(f, 2));
/** What a closure makes of both maps' values of each key. */
export const map_zip_with = (
  left: ColumnOrName,
  right: ColumnOrName,
  f: (key: Column, value1: Column, value2: Column) => Column,
): Column => call("map_zip_with", left, right, lambda(f, 3));
/** A row for each element or entry. */
export const explode = (e: ColumnOrName): Column => call("explode", e);
/** A row for each element or entry, with NULL where there is none. */
export const explode_outer = (e: ColumnOrName): Column => call("explode_outer", e);
/** A row for each element or entry, with its position. */
export const posexplode = (e: ColumnOrName): Column => call("posexplode", e);
/** As `posexplode`, with NULL where there is none. */
export const posexplode_outer = (e: ColumnOrName): Column => call("posexplode_outer", e);
/** A row for each struct of an array. */
export const inline = (e: ColumnOrName): Column => call("inline", e);
/** As `inline`, with NULL where there is none. */
export const inline_outer = (e: ColumnOrName): Column => call("inline_outer", e);
/** The columns as n rows. */
export const stack = (...cols: ColumnOrName[]): Column => call("stack", ...cols);
