import { StructType } from "../../types/index.js";
import { Column } from "../column.js";
import type { ColumnOrName } from "../column-or-name.js";
import { call, value } from "./call.js";

/** Options of a reader or a writer, by name. */
type Options = Readonly<Record<string, string | number | boolean>>;

/** A schema: DDL, a `StructType`, or a column such as `schema_of_json(lit("{}"))`. */
type Schema = string | StructType | Column;

const schemaColumn = (schema: Schema): Column => {
  if (schema instanceof Column) return schema;
  return value(schema instanceof StructType ? schema.simpleString : schema);
};

const mapOf = (options: Options | undefined): Column[] => {
  const entries = Object.entries(options ?? {});
  return entries.length === 0 ? [] : [call("map", ...entries.flat().map(each => value(String(each))))];
};

const textColumn = (text: string | Column): Column => (text instanceof Column ? text : value(text));

/** The value that a JSON text has by a schema. */
export const from_json = (e: ColumnOrName, schema: Schema, options?: Options): Column =>
  call("from_json", e, schemaColumn(schema), ...mapOf(options));

/** A struct, array or map as JSON text. */
export const to_json = (e: ColumnOrName, options?: Options): Column => call("to_json", e, ...mapOf(options));

/** The schema of a JSON text, as DDL. */
export const schema_of_json = (json: string | Column, options?: Options): Column =>
  call("schema_of_json", textColumn(json), ...mapOf(options));

/** What a path such as `$.a[0]` leads to in a JSON text. */
export const get_json_object = (e: ColumnOrName, path: string): Column =>
  call("get_json_object", e, value(path));

/** Members of a JSON object as columns `c0`, `c1` … */
export const json_tuple = (json: ColumnOrName, ...fields: string[]): Column =>
  call("json_tuple", json, ...fields.map(field => value(field)));

/** How many elements a JSON array has. */
export const json_array_length = (e: ColumnOrName): Column => call("json_array_length", e);

/** The names of a JSON object's members. */
export const json_object_keys = (e: ColumnOrName): Column => call("json_object_keys", e);

/** A JSON text as a variant. */
export const parse_json = (json: ColumnOrName): Column => call("parse_json", json);

/** As `parse_json`, NULL where it is no JSON. */
export const try_parse_json = (json: ColumnOrName): Column => call("try_parse_json", json);

/** Whether it is a variant's null, which is not NULL. */
export const is_variant_null = (v: ColumnOrName): Column => call("is_variant_null", v);

/** What a path leads to in a variant, as a type. */
export const variant_get = (v: ColumnOrName, path: string | Column, targetType: string): Column =>
  call("variant_get", v, textColumn(path), value(targetType));

/** As `variant_get`, NULL where it is not of the type. */
export const try_variant_get = (v: ColumnOrName, path: string | Column, targetType: string): Column =>
  call("try_variant_get", v, textColumn(path), value(targetType));

/** What a variant holds, as DDL. */
export const schema_of_variant = (v: ColumnOrName): Column => call("schema_of_variant", v);

/** What all the variants of a group hold, as DDL. */
export const schema_of_variant_agg = (v: ColumnOrName): Column => call("schema_of_variant_agg", v);

/** A nested value as a variant. */
export const to_variant_object = (col: ColumnOrName): Column => call("to_variant_object", col);

/** The struct that a CSV text has by a schema. */
export const from_csv = (e: ColumnOrName, schema: Schema, options?: Options): Column =>
  call("from_csv", e, schemaColumn(schema), ...mapOf(options));

/** A struct as a CSV text. */
export const to_csv = (e: ColumnOrName, options?: Options): Column => call("to_csv", e, ...mapOf(options));

/** The schema of a CSV text, as DDL. */
export const schema_of_csv = (csv: string | Column, options?: Options): Column =>
  call("schema_of_csv", textColumn(csv), ...mapOf(options));
