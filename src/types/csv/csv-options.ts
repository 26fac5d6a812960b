import { IllegalArgumentException } from "../../util/errors.js";
import type { TextReadOptions } from "./text-reader.js";

/** How CSV text is written: Spark's options of the same names. */
export interface CsvOptions extends TextReadOptions {
  readonly sep: string;
  readonly quote: string;
  readonly escape: string;
  readonly comment: string;
  readonly ignoreLeadingWhiteSpace: boolean;
  readonly ignoreTrailingWhiteSpace: boolean;
  readonly nullValue: string;
  /** Of text that is empty in quotes; undefined for the default. */
  readonly emptyValue: string | undefined;
  readonly quoteAll: boolean;
  readonly escapeQuotes: boolean;
  readonly columnNameOfCorruptRecord: string;
}

/**
 * Options by their names in any case.
 * @throws IllegalArgumentException for a separator that is none
 */
export function csvOptions(
  option: (name: string) => string | undefined,
  timeZone: string,
  isWriting: boolean,
): CsvOptions {
  const flag = (name: string, fallback: boolean) =>
    (option(name) ?? String(fallback)).toLowerCase() === "true";
  const sep = (option("sep") ?? option("delimiter") ?? ",").replace(/^\\t$/, "\t").replace(/^\\\\$/, "\\");
  if (sep === "") throw new IllegalArgumentException("Delimiter cannot be empty");
  return {
    timeZone: option("timeZone") ?? timeZone,
    timestampFormat: option("timestampFormat"),
    timestampNtzFormat: option("timestampNTZFormat"),
    dateFormat: option("dateFormat"),
    nanValue: option("nanValue"),
    positiveInf: option("positiveInf"),
    negativeInf: option("negativeInf"),
    sep,
    quote: option("quote") ?? '"',
    escape: option("escape") ?? "\\",
    comment: option("comment") ?? "",
    ignoreLeadingWhiteSpace: flag("ignoreLeadingWhiteSpace", isWriting),
    ignoreTrailingWhiteSpace: flag("ignoreTrailingWhiteSpace", isWriting),
    nullValue: option("nullValue") ?? "",
    emptyValue: option("emptyValue"),
    quoteAll: flag("quoteAll", false),
    escapeQuotes: flag("escapeQuotes", true),
    columnNameOfCorruptRecord: option("columnNameOfCorruptRecord") ?? "_corrupt_record",
  };
}
