import { appendFileSync, writeFileSync } from "node:fs";
import { csvOptions } from "../../types/csv/csv-options.js";
import { csvHeader, csvWriter } from "../../types/csv/csv-writer.js";
import type { StructType, Value } from "../../types/index.js";
import { jsonOf } from "../../types/json/json-writer.js";
import { temporalFormats } from "../../types/temporal-text.js";
import { AnalysisException } from "../../util/errors.js";
import type { OptionMap } from "../../util/options.js";
import { canBeCsv } from "./csv-format.js";
import { parquetWriter } from "./parquet/parquet-writer.js";
import { checkTypes } from "./unsupported-type.js";

/** A file that is being written. */
export interface OpenFile {
  write(row: readonly Value[]): void;
  /** The file is whole when this has resolved. */
  close(): void | Promise<void>;
}

/** How rows are written as files of one format. */
export interface FileWriter {
  readonly extension: string;
  create(path: string): OpenFile;
}

/** @throws AnalysisException when files of this format cannot hold the schema */
export type MakeWriter = (schema: StructType, options: OptionMap, timeZone: string) => FileWriter;

/** The formats that files can be written in. */
export const fileWriters: Readonly<Record<string, MakeWriter>> = {
  json: (schema, options, timeZone) => {
    const how = {
      timeZone,
      ignoreNullFields: options.boolean("ignoreNullFields", true),
      ...temporalFormats(name => options.get(name), timeZone),
    };
    return lines("json", row => jsonOf(row, schema, how), options);
  },
  csv: (schema, options, timeZone) => {
    checkTypes("CSV", schema, canBeCsv);
    const csv = csvOptions(name => options.get(name), timeZone, true);
    const header = options.boolean("header", false) ? csvHeader(schema, csv) : undefined;
    return lines("csv", csvWriter(schema, csv), options, header);
  },
  parquet: parquetWriter,
  text: (schema, options) => {
    checkTypes("Text", schema, type => type.kind === "string");
    if (schema.fields.length !== 1)
      throw new AnalysisException(
        null,
        `Text data source supports only a single column, and you have ${schema.fields.length} columns.`,
      );
    return lines("txt", row => (row[0] as string | null) ?? "", options);
  },
};

/** Text is written in pieces of about this many characters: there may be more partitions than files can be open. */
const PIECE = 1 << 18;

function lines(
  extension: string,
  line: (row: readonly Value[]) => string,
  options: OptionMap,
  header?: string,
): FileWriter {
  const end = options.get("lineSep") ?? "\n";
  return {
    extension,
    create(path) {
      let text = header === undefined ? "" : header + end;
      writeFileSync(path, "");
      return {
        write(row) {
          text += line(row) + end;
          if (text.length < PIECE) return;
          appendFileSync(path, text);
          text = "";
        },
        close: () => appendFileSync(path, text),
      };
    },
  };
}
