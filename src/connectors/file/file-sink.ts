import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { BatchSink } from "../../contracts/sink.js";
import type { OutputColumn } from "../../plan/nodes/logical-plan.js";
import { type CsvOptions, csvOptions } from "../../types/csv/csv-options.js";
import { csvHeader, csvWriter } from "../../types/csv/csv-writer.js";
import { toPrettyText } from "../../types/display/text.js";
import { StructField, StructType, type Value } from "../../types/index.js";
import { jsonOf } from "../../types/json/json-writer.js";
import { temporalFormats } from "../../types/temporal-text.js";
import { rowAt } from "../../types/vector/index.js";
import { AnalysisException, IllegalArgumentException } from "../../util/errors.js";
import { OptionMap } from "../../util/options.js";
import { canBeCsv } from "./csv-format.js";
import { localPath } from "./list-files.js";
import { checkTypes } from "./unsupported-type.js";

/** How rows are written as files of one format. */
interface FileWriter {
  readonly extension: string;
  readonly header?: string;
  readonly line: (row: readonly Value[]) => string;
}

type MakeWriter = (schema: StructType, options: OptionMap, timeZone: string) => FileWriter;

const makers: Readonly<Record<string, MakeWriter>> = {
  json: (schema, options, timeZone) => {
    const how = {
      timeZone,
      ignoreNullFields: options.boolean("ignoreNullFields", true),
      ...temporalFormats(name => options.get(name), timeZone),
    };
    return { extension: "json", line: row => jsonOf(row, schema, how) };
  },
  csv: (schema, options, timeZone) => {
    checkTypes("CSV", schema, canBeCsv);
    const csv: CsvOptions = csvOptions(name => options.get(name), timeZone, true);
    const header = options.boolean("header", false) ? { header: csvHeader(schema, csv) } : {};
    return { extension: "csv", line: csvWriter(schema, csv), ...header };
  },
  text: schema => {
    checkTypes("Text", schema, type => type.kind === "string");
    if (schema.fields.length !== 1)
      throw new AnalysisException(
        null,
        `Text data source supports only a single column, and you have ${schema.fields.length} columns.`,
      );
    return { extension: "txt", line: row => (row[0] as string | null) ?? "" };
  },
};

/** The formats of files that can be written. A folder is written beside its place and renamed, so a failure leaves nothing. */
export const fileSinks: readonly BatchSink[] = Object.entries(makers).map(([format, make]) => ({
  format,
  async write({ options: given, mode, partitionBy, columns, timeZone }, rows) {
    const options = new OptionMap(given);
    const path = options.get("path");
    if (!path) throw new IllegalArgumentException("'path' is not specified.");
    const target = localPath(path);
    const split = splitColumns(columns, partitionBy);
    const writer = make(split.schema, options, options.get("timeZone") ?? timeZone);
    if (mode === "ignore" && existsSync(target)) return;
    if (mode === "error" && existsSync(target))
      throw new AnalysisException(
        "PATH_ALREADY_EXISTS",
        `Path file:${target} already exists. Set mode as "overwrite" to overwrite the existing path.`,
        "42K04",
      );
    mkdirSync(dirname(target), { recursive: true });
    const staging = join(dirname(target), `.${basename(target)}-${randomUUID()}`);
    try {
      mkdirSync(staging);
      const name = `part-00000-${randomUUID()}-c000.${writer.extension}`;
      const files = new Map<string, string[]>(partitionBy.length === 0 ? [["", []]] : []);
      for await (const batch of rows)
        for (let i = 0; i < batch.length; i++) {
          const row = rowAt(batch, i);
          const folder = split.folderOf(row, timeZone);
          const lines = files.get(folder) ?? [];
          if (lines.length === 0) files.set(folder, lines);
          lines.push(writer.line(split.kept.map(at => row[at]!)));
        }
      for (const [folder, lines] of files) {
        mkdirSync(join(staging, folder), { recursive: true });
        const all = writer.header === undefined ? lines : [writer.header, ...lines];
        const end = options.get("lineSep") ?? "\n";
        writeFileSync(join(staging, folder, name), all.map(line => line + end).join(""));
      }
      writeFileSync(join(staging, "_SUCCESS"), "");
      if (mode === "append" && existsSync(target)) moveInto(staging, target);
      else {
        rmSync(target, { recursive: true, force: true });
        renameSync(staging, target);
      }
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
  },
}));

function moveInto(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isDirectory()) moveInto(join(from, entry.name), join(to, entry.name));
    else renameSync(join(from, entry.name), join(to, entry.name));
  }
}

/** Which columns go into the files, and which folder a row goes to. */
function splitColumns(columns: readonly OutputColumn[], partitionBy: readonly string[]) {
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
    folderOf: (row: readonly Value[], timeZone: string) =>
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
