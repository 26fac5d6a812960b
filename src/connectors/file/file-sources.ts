import type { Notices } from "../../contracts/notices.js";
import type { SourceProvider } from "../../contracts/source.js";
import { csvFormat } from "./csv-format.js";
import { FileSourceProvider } from "./file-source.js";
import { jsonFormat } from "./json-format.js";
import { parquetFormat } from "./parquet/parquet-format.js";
import { textFormat } from "./text-format.js";

/** The formats of files that can be read. */
export function fileSources(timeZone: () => string, notices: Notices): SourceProvider[] {
  return [jsonFormat, csvFormat, textFormat, parquetFormat].map(
    format => new FileSourceProvider(format, timeZone, notices),
  );
}
