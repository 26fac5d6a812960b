import type { FormatOption } from "../../contracts/format-option.js";

const flags = ["true", "false"];
const reads = { uses: ["read", "readStream"] } as const;
const streams = { uses: ["readStream"] } as const;
const writes = { uses: ["write", "writeStream"] } as const;

const all: readonly FormatOption[] = [
  { name: "path", doc: "the file or folder, instead of load's or save's" },
  {
    name: "recursiveFileLookup",
    doc: "read folders at any depth, without partitions; false",
    values: flags,
    ...reads,
  },
  { name: "basePath", doc: "where folders k=v begin to be columns", ...reads },
  {
    name: "ignoreMissingFiles",
    doc: "whether files that vanish are passed over; false",
    values: flags,
    ...reads,
  },
  { name: "maxFilesPerTrigger", doc: "most new files of a batch; 1000", ...streams },
  { name: "maxBytesPerTrigger", doc: "about how many bytes a batch takes", ...streams },
  { name: "latestFirst", doc: "the newest files first; false", values: flags, ...streams },
  { name: "maxFileAge", doc: "files this much older than the newest are not read; 7d", ...streams },
  { name: "fileNameOnly", doc: "know files again by name alone; false", values: flags, ...streams },
  {
    name: "cleanSource",
    doc: "what becomes of files that were read; off",
    values: ["off", "archive", "delete"],
    ...streams,
  },
  { name: "sourceArchiveDir", doc: "where cleanSource=archive moves them", ...streams },
  { name: "retention", doc: "how long the sink's log keeps files", uses: ["writeStream"] },
];

const temporal: readonly FormatOption[] = [
  { name: "timeZone", doc: "of timestamps without one; the session's", values: ["UTC", "Asia/Seoul"] },
  {
    name: "timestampFormat",
    doc: "how timestamps are written",
    values: ["yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX]"],
  },
  { name: "timestampNTZFormat", doc: "how timestamps without zone are written" },
  { name: "dateFormat", doc: "how dates are written", values: ["yyyy-MM-dd"] },
];

const malformed: readonly FormatOption[] = [
  {
    name: "mode",
    doc: "what becomes of what does not fit the schema; PERMISSIVE",
    values: ["PERMISSIVE", "DROPMALFORMED", "FAILFAST"],
    ...reads,
  },
  { name: "columnNameOfCorruptRecord", doc: "where malformed lines stand; _corrupt_record", ...reads },
];

const lines: readonly FormatOption[] = [{ name: "lineSep", doc: "what ends a line" }];

const json: readonly FormatOption[] = [
  { name: "multiLine", doc: "a file is one value, over several lines; false", values: flags, ...reads },
  { name: "primitivesAsString", doc: "infer texts only; false", values: flags, ...reads },
  { name: "prefersDecimal", doc: "infer DECIMAL rather than DOUBLE; false", values: flags, ...reads },
  { name: "ignoreNullFields", doc: "leave out fields that are null; true", values: flags, ...writes },
];

const csv: readonly FormatOption[] = [
  { name: "header", doc: "the first line holds names; false", values: flags },
  { name: "inferSchema", doc: "find types by reading; false", values: flags, ...reads },
  { name: "sep", doc: "between values; a comma", values: [",", ";", "\\t", "|"] },
  { name: "delimiter", doc: "as sep", values: [",", ";", "\\t", "|"] },
  { name: "quote", doc: 'around values; "' },
  { name: "escape", doc: "before a quote within quotes; \\" },
  { name: "quoteAll", doc: "quotes around all values; false", values: flags, ...writes },
  { name: "escapeQuotes", doc: "quotes around values that hold one; true", values: flags, ...writes },
  { name: "comment", doc: "begins lines that are left out", ...reads },
  { name: "encoding", doc: "of the bytes; UTF-8", values: ["UTF-8", "EUC-KR"], ...reads },
  { name: "charset", doc: "as encoding", ...reads },
  { name: "multiLine", doc: "values may hold line breaks; false", values: flags, ...reads },
  { name: "enforceSchema", doc: "go by the schema, not by the header; true", values: flags, ...reads },
  { name: "nullValue", doc: "what stands for NULL" },
  { name: "emptyValue", doc: "what stands for an empty text" },
  { name: "nanValue", doc: "what stands for NaN", ...reads },
  { name: "positiveInf", doc: "what stands for infinity", ...reads },
  { name: "negativeInf", doc: "what stands for its negative", ...reads },
  { name: "ignoreLeadingWhiteSpace", doc: "cut spaces before values", values: flags },
  { name: "ignoreTrailingWhiteSpace", doc: "cut spaces behind values", values: flags },
];

const parquet: readonly FormatOption[] = [
  { name: "mergeSchema", doc: "the columns of all files, not of one; false", values: flags, ...reads },
  {
    name: "compression",
    doc: "of the pages; snappy",
    values: ["snappy", "gzip", "zstd", "none"],
    ...writes,
  },
];

const text: readonly FormatOption[] = [
  { name: "wholetext", doc: "a file is one row; false", values: flags, ...reads },
];

/** The options of each format of files. */
export const fileOptionLists: Readonly<Record<string, readonly FormatOption[]>> = {
  json: [...json, ...malformed, ...temporal, ...lines, ...all],
  csv: [...csv, ...malformed, ...temporal, ...lines, ...all],
  parquet: [...parquet, ...all],
  text: [...text, ...lines, ...all],
};
