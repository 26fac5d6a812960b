import type { OutputColumn } from "../../plan/nodes/logical-plan.js";
import { toPrettyText } from "../../types/display/text.js";
import { StructField, StructType, type Value } from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";

/** Which columns go into the files, and which folder a row goes to. */
export interface Layout {
  /** Positions of the columns in the files. */
  readonly kept: readonly number[];
  readonly schema: StructType;
  readonly isPartitioned: boolean;
  /** Such as `year=2018/lang=ko`; empty without partitions. */
  folderOf(row: readonly Value[]): string;
}

/** @throws AnalysisException when a partition column is not there, or no other is */
export function layoutOf(
  columns: readonly OutputColumn[],
  partitionBy: readonly string[],
  timeZone: string,
): Layout {
  const at = (name: string) => {
    const found = columns.findIndex(column => column.name.toLowerCase() === name.toLowerCase());
    if (found >= 0) return found;
    const schema = new StructType(columns.map(column => new StructField(column.name, column.type)));
    throw new AnalysisException(
      null,
      `Partition column \`${name}\` not found in schema ${schema.simpleString}.`,
    );
  };
  const folders = partitionBy.map(at);
  const kept = columns.map((_, i) => i).filter(i => !folders.includes(i));
  if (kept.length === 0 && folders.length > 0)
    throw new AnalysisException(
      "ALL_PARTITION_COLUMNS_NOT_ALLOWED",
      "Cannot use all columns for partition columns.",
      "KD005",
    );
  return {
    kept,
    schema: new StructType(kept.map(i => new StructField(columns[i]!.name, columns[i]!.type))),
    isPartitioned: folders.length > 0,
    folderOf: row =>
      folders
        .map(i => {
          const { name, type } = columns[i]!;
          const value = row[i]!;
          const text = value === null ? "" : toPrettyText(value, type, timeZone);
          return `${escaped(name)}=${text === "" ? "__HIVE_DEFAULT_PARTITION__" : escaped(text)}`;
        })
        .join("/"),
  };
}

/** Hive's escapes of what a folder's name cannot hold. */
const escaped = (text: string) =>
  text.replace(
    /[\x01-\x1f"#%'*/:=?\\\x7f{[\]^]/g,
    char => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
