import type { Notices } from "../../contracts/notices.js";
import type { SinkProvider } from "../../contracts/sink.js";
import { AnalysisException } from "../../util/errors.js";
import { makeFolder } from "../../util/make-folder.js";
import { OptionMap } from "../../util/options.js";
import { timeTextMs } from "../../util/time-text.js";
import { fileWriters, type MakeWriter } from "./file-writers.js";
import { pathOption } from "./list-files.js";
import { localPath } from "./local-path.js";
import { fileOptionLists } from "./option-list.js";
import { layoutOf } from "./partition-columns.js";
import { sinkFile, sinkLog } from "./sink-log.js";
import { writeRows } from "./write-rows.js";

/**
 * The formats of files that streams are written in. A batch's files count once they stand in the folder's log, `_spark_metadata`, as
 * one; so each batch is there exactly once, and Spark reads the folder as it reads its own.
 */
export const fileStreamSinks = (notices: Notices): SinkProvider[] =>
  Object.entries(fileWriters).map(([format, make]) => fileStreamSink(format, make, notices));

const fileStreamSink = (format: string, make: MakeWriter, notices: Notices): SinkProvider => ({
  format,
  options: fileOptionLists[format] ?? [],
  outputModes: ["append"],
  isDurable: true,
  stream(given, { columns, partitionBy, timeZone }) {
    const options = new OptionMap(given);
    const folder = localPath(pathOption(options));
    const names = columns.map(({ name }) => name);
    const unknown = partitionBy.find(name => !names.some(each => each.toLowerCase() === name.toLowerCase()));
    if (unknown !== undefined)
      throw new AnalysisException(
        null,
        `Partition column ${unknown} not found in existing columns (${names.join(", ")}).`,
      );
    const layout = layoutOf(columns, partitionBy, timeZone);
    const writer = make(layout.schema, options, options.get("timeZone") ?? timeZone);
    const retention = options.get("retention");
    const log = sinkLog(folder, retention === undefined ? undefined : timeTextMs(retention, "ms"));
    const description = `FileSink[file:${folder}]`;
    return {
      description,
      async addBatch(batchId, _columns, rows) {
        if (batchId <= log.latest) {
          // A restart repeats the newest batch at most.
          if (batchId < log.latest)
            notices.warn(
              `${description} has batch ${batchId} already, and passes over it. If the folder was written by a query with another checkpoint, its rows are missing: write to a new folder.`,
            );
          // The files are there; but operators that keep state learn of the batch by its rows.
          for await (const _ of rows);
          return -1;
        }
        makeFolder(folder);
        const files = await writeRows(folder, layout, writer, rows);
        log.add(batchId, files.map(sinkFile));
        return -1;
      },
    };
  },
});
