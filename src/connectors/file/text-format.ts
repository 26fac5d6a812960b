import { readFileSync } from "node:fs";
import { StringType, StructField, StructType } from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import { batchOf, type FileFormat } from "./file-format.js";
import { readLines } from "./read-lines.js";
import { checkTypes } from "./unsupported-type.js";

/** Each line, or with `wholetext` each file, as a column `value`. */
export const textFormat: FileFormat = {
  name: "text",
  label: "Text",
  fixedSchema: new StructType([new StructField("value", StringType)]),
  infer: () => textFormat.fixedSchema!,

  check(schema) {
    checkTypes("Text", schema, type => type.kind === "string");
    const { fields } = schema;
    if (fields.length !== 1)
      throw new AnalysisException(
        null,
        `Text data source supports only a single column, and you have ${fields.length} columns.`,
      );
  },

  *read(file, schema, { options, read }) {
    const pick = (text: string) => (schema.fields.length === 0 ? [] : [text]);
    if (options.boolean("wholetext", false)) yield batchOf(schema, [pick(readFileSync(file, "utf8"))]);
    else
      for (const lines of readLines(file, options.get("lineSep"), read))
        yield batchOf(
          schema,
          lines.map(line => pick(line.toString())),
        );
  },
};
