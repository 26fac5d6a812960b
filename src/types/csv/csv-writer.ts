import { toPrettyText } from "../display/text.js";
import type { StructType } from "../struct.js";
import { temporalFormats } from "../temporal-text.js";
import type { Value } from "../value.js";
import type { CsvOptions } from "./csv-options.js";

/** Compiles a schema into a writer of a row as a line, without its end. */
export function csvWriter({ fields }: StructType, options: CsvOptions): (row: readonly Value[]) => string {
  const formats: Record<string, string | undefined> = {
    timestampFormat: options.timestampFormat,
    timestampNTZFormat: options.timestampNtzFormat,
    dateFormat: options.dateFormat,
  };
  const { timestamp, date } = temporalFormats(name => formats[name], options.timeZone);
  const texts = fields.map(({ dataType }): ((value: Value) => string) => {
    switch (dataType.kind) {
      case "string":
        return value => value as string;
      case "date":
        return value => date(value as number);
      case "timestamp":
      case "timestamp_ntz":
        return value => timestamp(value as bigint, dataType.kind === "timestamp");
      default:
        return value => toPrettyText(value, dataType, options.timeZone);
    }
  });
  return row =>
    row
      .map((value, i) =>
        csvText(value === null ? options.nullValue : texts[i]!(value), value === null, options),
      )
      .join(options.sep);
}

/** The line of the columns' names. */
export function csvHeader({ fields }: StructType, options: CsvOptions): string {
  return fields.map(({ name }) => csvText(name, false, options)).join(options.sep);
}

function csvText(text: string, isNull: boolean, options: CsvOptions): string {
  const { quote, escape: mark, sep, quoteAll, escapeQuotes } = options;
  let value = text;
  if (options.ignoreLeadingWhiteSpace) value = value.replace(/^[\0- ]+/, "");
  if (options.ignoreTrailingWhiteSpace) value = value.replace(/[\0- ]+$/, "");
  if (value === "" && !isNull) {
    if (options.emptyValue === undefined) return '""';
    value = options.emptyValue;
  }
  const isQuoted =
    quoteAll || value.includes(sep) || /[\n\r]/.test(value) || (escapeQuotes && value.includes(quote));
  if (!isQuoted || quote === "") return value;
  const escaped = [...value].map(char => (char === quote || char === mark ? mark + char : char)).join("");
  return quote + escaped + quote;
}
