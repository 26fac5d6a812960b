import type { Column } from "../column.js";
import type { ColumnOrName } from "../column-or-name.js";
import { call, given } from "./call.js";

/** The version of Spark. */
export const version = (): Column => call("version");

/** The user's name. */
export const user = (): Column => call("user");

/** The user's name. */
export const current_user = (): Column => call("current_user");

/** The user's name. */
export const session_user = (): Column => call("session_user");

/** The current catalog. */
export const current_catalog = (): Column => call("current_catalog");

/** The current database. */
export const current_database = (): Column => call("current_database");

/** The current database. */
export const current_schema = (): Column => call("current_schema");

const typeof_ = (col: ColumnOrName): Column => call("typeof", col);

export {
  /** The type's name. */
  typeof_ as typeof,
};

/** NULL where the condition holds, else an error. */
export const assert_true = (c: ColumnOrName, e?: ColumnOrName): Column => call("assert_true", c, ...given(e));

/** An error with the given text. */
export const raise_error = (c: ColumnOrName): Column => call("raise_error", c);

/** The number of the row's partition. */
export const spark_partition_id = (): Column => call("spark_partition_id");

/** A number for each row, greater each time. */
export const monotonically_increasing_id = (): Column => call("monotonically_increasing_id");

/** The name of the file that is read; empty where there is none. */
export const input_file_name = (): Column => call("input_file_name");

/** Where the block that is read begins; -1 where there is none. */
export const input_file_block_start = (): Column => call("input_file_block_start");

/** How long the block that is read is; -1 where there is none. */
export const input_file_block_length = (): Column => call("input_file_block_length");

/** Calls a static method of a Java class: on a cluster only, there is no Java here. */
export const java_method = (...cols: ColumnOrName[]): Column => call("java_method", ...cols);

/** Calls a static method of a Java class: on a cluster only, there is no Java here. */
export const reflect = (...cols: ColumnOrName[]): Column => call("reflect", ...cols);
