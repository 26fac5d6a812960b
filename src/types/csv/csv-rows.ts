import type { StructType } from "../struct.js";
import type { Value } from "../value.js";
import type { CsvOptions } from "./csv-options.js";
import { textReader } from "./text-reader.js";

export interface CsvRow {
  readonly row: readonly Value[];
  /** False: there are more or fewer values than columns, or a value has another type (NULL in its place). */
  readonly isValid: boolean;
}

/** Compiles a schema into a reader of records: values by position, the record's text in the column for malformed ones. */
export function csvRowReader(
  { fields }: StructType,
  options: CsvOptions,
): (tokens: readonly (string | null)[], text: string) => CsvRow {
  const corrupt = fields.findIndex(field => field.name === options.columnNameOfCorruptRecord);
  const readers = fields.filter((_, i) => i !== corrupt).map(field => textReader(field.dataType, options));
  return (tokens, text) => {
    let isValid = tokens.length === readers.length;
    const row = readers.map((read, i): Value => {
      const token = tokens[i] ?? null;
      if (token === null) return null;
      const value = read(token);
      if (value === undefined) isValid = false;
      return value ?? null;
    });
    return { row: corrupt < 0 ? row : row.toSpliced(corrupt, 0, isValid ? null : text), isValid };
  };
}
