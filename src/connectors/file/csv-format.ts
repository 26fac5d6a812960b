import { readFileSync } from "node:fs";
import { type CsvOptions, csvOptions } from "../../types/csv/csv-options.js";
import { readRecord } from "../../types/csv/csv-record.js";
import { csvRowReader } from "../../types/csv/csv-rows.js";
import { csvTypes } from "../../types/csv/infer-csv.js";
import { type DataType, StringType, StructField, StructType, type Value } from "../../types/index.js";
import { IllegalArgumentException } from "../../util/errors.js";
import { batchOf, type FileFormat, type ReadContext } from "./file-format.js";
import { malformedRecord, parseMode } from "./parse-mode.js";
import { readLines } from "./read-lines.js";
import { checkTypes } from "./unsupported-type.js";

interface Located {
  readonly tokens: readonly (string | null)[];
  readonly text: string;
}

export const canBeCsv = ({ kind }: DataType) => !["array", "map", "struct", "variant", "void"].includes(kind);

/** Comma-separated values: a record a line, or with `multiLine` line breaks within quotes. */
export const csvFormat: FileFormat = {
  name: "csv",
  label: "CSV",

  check: schema => checkTypes("CSV", schema, canBeCsv),

  infer(files, context) {
    const csv = optionsOf(context);
    const hasHeader = context.options.boolean("header", false);
    const all = files.flatMap(file => [...dataRecords(file, context, csv, false)].flat());
    const [first] = all;
    if (!first) return new StructType();
    const names = columnNames(first.tokens, hasHeader);
    const rows = hasHeader ? all.filter(({ text }) => text !== first.text) : all;
    const types = context.options.boolean("inferSchema", false)
      ? csvTypes(
          names.length,
          rows.map(({ tokens }) => tokens),
          csv,
        )
      : names.map(() => StringType);
    return new StructType(names.map((name, i) => new StructField(name, types[i]!)));
  },

  *read(file, schema, context) {
    const csv = optionsOf(context);
    const mode = parseMode(context.options);
    const hasHeader = context.options.boolean("header", false);
    if (hasHeader && !context.options.boolean("enforceSchema", true)) checkHeader(file, schema, context, csv);
    const read = csvRowReader(schema, csv);
    for (const records of dataRecords(file, context, csv, hasHeader)) {
      const rows: (readonly Value[])[] = [];
      for (const { tokens, text } of records) {
        const { row, isValid } = read(tokens, text);
        if (!isValid && mode === "FAILFAST") throw malformedRecord(`[${row.map(String).join(",")}]`);
        if (isValid || mode === "PERMISSIVE") rows.push(row);
      }
      yield batchOf(schema, rows);
    }
  },
};

function optionsOf({ options, timeZone }: ReadContext): CsvOptions {
  return csvOptions(name => options.get(name), timeZone, false);
}

/** A file's records in groups, blank lines and comments left out. */
function* dataRecords(
  file: string,
  { options, read }: ReadContext,
  csv: CsvOptions,
  skipsFirst: boolean,
): Iterable<Located[]> {
  const decoder = new TextDecoder(options.get("encoding") ?? options.get("charset") ?? "utf-8");
  const decode = (bytes: Buffer) => decoder.decode(bytes);
  let toSkip = skipsFirst ? 1 : 0;
  const isData = ({ text }: Located) =>
    text.trim() !== "" && (csv.comment === "" || !text.startsWith(csv.comment));
  const groups = options.boolean("multiLine", false)
    ? [recordsOf(decode(readFileSync(file)), csv)]
    : lineRecords(readLines(file, options.get("lineSep"), read), decode, csv);
  for (const group of groups) {
    const data = group.filter(isData);
    yield data.slice(toSkip);
    toSkip = Math.max(0, toSkip - data.length);
  }
}

function* lineRecords(
  groups: Iterable<Buffer[]>,
  decode: (bytes: Buffer) => string,
  csv: CsvOptions,
): Iterable<Located[]> {
  for (const lines of groups)
    yield lines.map(line => {
      const text = decode(line);
      return { text, tokens: readRecord(text, 0, csv).tokens };
    });
}

function recordsOf(content: string, csv: CsvOptions): Located[] {
  const records: Located[] = [];
  for (let at = 0; at < content.length; ) {
    const { tokens, end } = readRecord(content, at, csv);
    records.push({ tokens, text: content.slice(at, end).replace(/\r?\n$/, "") });
    at = end;
  }
  return records;
}

/** The names of a header; `_c0` … where there is none, numbered where one comes twice. */
function columnNames(tokens: readonly (string | null)[], hasHeader: boolean): string[] {
  if (!hasHeader) return tokens.map((_, i) => `_c${i}`);
  const lower = tokens.map(token => token?.toLowerCase());
  return tokens.map((token, i) => {
    if (!token) return `_c${i}`;
    return lower.filter(other => other === lower[i]).length > 1 ? `${token}${i}` : token;
  });
}

function checkHeader(file: string, { fields }: StructType, context: ReadContext, csv: CsvOptions): void {
  for (const [header] of dataRecords(file, context, csv, false)) {
    if (!header) continue;
    const names = fields.map(field => field.name);
    const same = names.every((name, i) => name.toLowerCase() === header.tokens[i]?.toLowerCase());
    if (!same || names.length !== header.tokens.length)
      throw new IllegalArgumentException(
        `CSV header does not conform to the schema.\n Header: ${header.tokens.join(", ")}\n Schema: ${names.join(", ")}`,
      );
    return;
  }
}
