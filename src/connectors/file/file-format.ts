import type { StructType, Value } from "../../types/index.js";
import { type ColumnBatch, columnsOf } from "../../types/vector/index.js";
import type { OptionMap } from "../../util/options.js";
import type { BytesRead } from "./read-lines.js";

export interface ReadContext {
  readonly options: OptionMap;
  /** Of the session. */
  readonly timeZone: string;
  /** Is told of bytes as they are read, where a format reads some at a time. */
  readonly read?: BytesRead;
}

/** How the files of one format are read. Reading is synchronous, some rows at a time: a schema is inferred at once. */
export interface FileFormat {
  /** As in `format("json")`. */
  readonly name: string;
  /** As errors name it. */
  readonly label: string;
  /** The schema, where it is the same whatever the files hold. */
  readonly fixedSchema?: StructType;
  /** The schema that fits the files. @throws SparkError when a record is malformed and `mode` is FAILFAST */
  infer(files: readonly string[], context: ReadContext): StructType;
  /** @throws AnalysisException when files of this format cannot hold the schema */
  check?(schema: StructType): void;
  /** Whether `read` may be given fewer columns than the files have. */
  readonly readsColumns?: boolean;
  /** The rows of a file, in batches of the schema's columns. @throws SparkError when a record is malformed and `mode` is FAILFAST */
  read(
    file: string,
    schema: StructType,
    context: ReadContext,
  ): Iterable<ColumnBatch> | AsyncIterable<ColumnBatch>;
}

/** Rows of a schema as a batch. */
export function batchOf({ fields }: StructType, rows: readonly (readonly Value[])[]): ColumnBatch {
  return {
    length: rows.length,
    columns: columnsOf(
      fields.map(field => field.dataType),
      rows,
    ),
  };
}
