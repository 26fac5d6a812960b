import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { StringType, StructField, StructType, type Value } from "../../types/index.js";
import { inferRecord, meet, schemaOfJson } from "../../types/json/infer-json.js";
import { newShapes } from "../../types/json/json-new-shapes.js";
import { jsonRowReader } from "../../types/json/json-rows.js";
import { jsonTable } from "../../types/json/json-table.js";
import { AnalysisException } from "../../util/errors.js";
import type { OptionMap } from "../../util/options.js";
import { batchOf, type FileFormat, type ReadContext } from "./file-format.js";
import { corruptColumn, malformedRecord, parseMode } from "./parse-mode.js";
import { readBlocks, readLines } from "./read-lines.js";

/** A JSON object a line, or with `multiLine` a file. */
export const jsonFormat: FileFormat = {
  name: "json",
  label: "JSON",
  readsColumns: true,

  infer(files, context) {
    const { options } = context;
    const mode = parseMode(options);
    const corrupt = new StructType([new StructField(corruptColumn(options), StringType)]);
    const how = {
      primitivesAsString: options.boolean("primitivesAsString", false),
      prefersDecimal: options.boolean("prefersDecimal", false),
    };
    let all = new StructType();
    const take = (text: string | undefined) => {
      const type = text === undefined ? undefined : inferRecord(text, how);
      if (type) all = meet(all, type) as StructType;
      else if (mode === "FAILFAST") throw malformedRecord(corruptColumn(options));
      else if (mode === "PERMISSIVE") all = meet(all, corrupt) as StructType;
    };
    const typeOf = (name: string) => all.fields.find(field => field.name === name)?.dataType;
    for (const file of files)
      if (isPlain(options) && !how.primitivesAsString && !how.prefersDecimal)
        for (const block of readBlocks(file)) for (const line of newShapes(block, typeOf)) take(decode(line));
      else for (const texts of records(file, context)) texts.forEach(take);
    return schemaOfJson(all);
  },

  *read(file, schema, context) {
    const { options, timeZone } = context;
    const mode = parseMode(options);
    const corrupt = schema.fields.findIndex(field => field.name === corruptColumn(options));
    if (corrupt === 0 && schema.fields.length === 1) throw onlyCorrupt();
    const how = {
      timeZone,
      timestampFormat: options.get("timestampFormat"),
      dateFormat: options.get("dateFormat"),
    };
    const read = jsonRowReader(schema, how);
    const malformed = { rows: [schema.fields.map(() => null)], isValid: false };
    const rowsOf = (text: string | undefined): readonly (readonly Value[])[] => {
      const { rows, isValid } = text === undefined ? malformed : read(text);
      if (!isValid && mode === "FAILFAST") throw malformedRecord(text ?? "a record that is not UTF-8");
      if (!isValid && mode === "DROPMALFORMED") return [];
      return corrupt < 0 ? rows : rows.map(row => row.toSpliced(corrupt, 1, isValid ? null : (text ?? null)));
    };
    if (!isPlain(options))
      for (const texts of records(file, context)) yield batchOf(schema, texts.flatMap(rowsOf));
    else
      for (const block of readBlocks(file, undefined, context.read))
        yield jsonTable(block, schema, how, line => rowsOf(decode(line)), schema.fields[corrupt]?.name);
  },
};

/** Whether a record is a line, which ends as lines do. */
const isPlain = (options: OptionMap) =>
  !options.boolean("multiLine", false) && options.get("lineSep") === undefined;

const decode = (bytes: Buffer) => (isUtf8(bytes) ? bytes.toString() : undefined);

/** The texts of a file's records, in groups; undefined for one that is not UTF-8. */
function* records(file: string, { options, read }: ReadContext): Iterable<(string | undefined)[]> {
  if (options.boolean("multiLine", false)) yield [decode(readFileSync(file))];
  else for (const lines of readLines(file, options.get("lineSep"), read)) yield lines.map(decode);
}

/** A query of raw files for nothing but what could not be read of them. */
function onlyCorrupt(): AnalysisException {
  return new AnalysisException(
    "UNSUPPORTED_FEATURE.QUERY_ONLY_CORRUPT_RECORD_COLUMN",
    'The feature is not supported: Queries from raw JSON/CSV/XML files are disallowed when the\nreferenced columns only include the internal corrupt record column\n(named `_corrupt_record` by default). For example:\n`spark.read.schema(schema).json(file).filter($"_corrupt_record".isNotNull).count()`\nand `spark.read.schema(schema).json(file).select("_corrupt_record").show()`.\nInstead, you can cache or save the parsed results and then send the same query.\nFor example, `val df = spark.read.schema(schema).json(file).cache()` and then\n`df.filter($"_corrupt_record".isNotNull).count()`.',
    "0A000",
  );
}
