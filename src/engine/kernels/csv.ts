import { csvOptions } from "../../types/csv/csv-options.js";
import { readRecord } from "../../types/csv/csv-record.js";
import { csvRowReader } from "../../types/csv/csv-rows.js";
import { csvWriter } from "../../types/csv/csv-writer.js";
import { csvTypes } from "../../types/csv/infer-csv.js";
import { type StructType, sqlName, type Value } from "../../types/index.js";
import { AnalysisException, SparkError } from "../../util/errors.js";
import { type Kernel, strict } from "./kernel.js";
import { type Options, perOptions } from "./options.js";

export const csv: Readonly<Record<string, Kernel>> = {
  from_csv: strict((_, result, { timeZone }) => {
    const reader = perOptions(option => {
      const mode = option("mode")?.toUpperCase();
      if (mode === "DROPMALFORMED")
        throw new AnalysisException(
          "PARSE_MODE_UNSUPPORTED",
          "The function `from_csv` doesn't support the DROPMALFORMED mode. Acceptable modes are PERMISSIVE and FAILFAST.",
          "42601",
        );
      const options = csvOptions(option, timeZone, false);
      return { options, read: csvRowReader(result as StructType, options), failFast: mode === "FAILFAST" };
    });
    return (text: string, entries: Options) => {
      const { options, read, failFast } = reader(entries);
      const { row, isValid } = read(readRecord(text, 0, options).tokens, text);
      if (!isValid && failFast)
        throw new SparkError(
          "MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION",
          `Malformed records are detected in record parsing: [${row.map(String).join(",")}].\nParse Mode: FAILFAST. To process malformed records as null result, try setting the option 'mode' as 'PERMISSIVE'. `,
          "22023",
        );
      return row;
    };
  }),
  to_csv: strict(([type], _, { timeZone }) => {
    const writer = perOptions(option => csvWriter(type as StructType, csvOptions(option, timeZone, true)));
    return (row: readonly Value[], entries: Options) => writer(entries)(row) || null;
  }),
  schema_of_csv: strict((_, __, { timeZone }) => {
    const reader = perOptions(option => csvOptions(option, timeZone, false));
    return (text: string, entries: Options) => {
      const options = reader(entries);
      const { tokens } = readRecord(text, 0, options);
      const types = csvTypes(tokens.length, [tokens], options);
      return `STRUCT<${types.map((type, i) => `_c${i}: ${sqlName(type)}`).join(", ")}>`;
    };
  }),
};
