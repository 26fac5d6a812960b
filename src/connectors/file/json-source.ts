import type { MicroBatchStream, SourceProvider } from "../../contracts/source.js";
import type { SourceOptions } from "../../plan/nodes/logical-plan.js";
import { StructField, StructType, type Value } from "../../types/index.js";
import { jsonRowReader } from "../../types/json/json-rows.js";
import { type ColumnBatch, vectorOf } from "../../types/vector/index.js";
import { AnalysisException, IllegalArgumentException } from "../../util/errors.js";
import { OptionMap } from "../../util/options.js";
import { FileStream } from "./file-stream.js";
import { listFiles, localPath, requirePath } from "./list-files.js";
import { readLines } from "./read-lines.js";

const DEFAULT_CORRUPT_COLUMN = "_corrupt_record";

/** `format("json")`: a JSON object a line. The schema has to be given; what does not fit it is NULL, the line in `_corrupt_record` if that is a column. */
export class JsonSourceProvider implements SourceProvider {
  readonly format = "json";

  constructor(private readonly timeZone: () => string) {}

  schema({ options }: SourceOptions, userSchema: StructType | undefined, isStreaming: boolean): StructType {
    const path = pathOf(options);
    if (!userSchema)
      throw isStreaming
        ? new IllegalArgumentException(
            "Schema must be specified when creating a streaming source DataFrame. If some files already exist in the directory, then depending on the file format you may be able to create a static DataFrame on that directory with 'spark.read.load(directory)' and infer schema from it.",
          )
        : new AnalysisException(
            "UNABLE_TO_INFER_SCHEMA",
            'Unable to infer schema for JSON. It must be specified manually, as in .schema("k STRING, v BIGINT").',
            "42KD9",
          );
    requirePath(path);
    // What a file holds nobody can promise.
    return new StructType(userSchema.fields.map(({ name, dataType }) => new StructField(name, dataType)));
  }

  async *scan(source: SourceOptions, schema: StructType, signal: AbortSignal): AsyncIterable<ColumnBatch> {
    for (const { path } of listFiles(pathOf(source.options)))
      yield* this.readFile(path, source, schema, signal);
  }

  stream(source: SourceOptions, schema: StructType, metadataPath: string): MicroBatchStream {
    const path = pathOf(source.options);
    const limit = new OptionMap(source.options).integer("maxFilesPerTrigger", Number.MAX_SAFE_INTEGER, 1);
    return new FileStream(path, limit, metadataPath, (file, signal) =>
      this.readFile(file, source, schema, signal),
    );
  }

  private async *readFile(
    path: string,
    { options }: SourceOptions,
    schema: StructType,
    signal: AbortSignal,
  ): AsyncIterable<ColumnBatch> {
    const corruptName = new OptionMap(options).get("columnNameOfCorruptRecord") ?? DEFAULT_CORRUPT_COLUMN;
    const corrupt = schema.fields.findIndex(field => field.name === corruptName);
    const read = jsonRowReader(schema, { timeZone: this.timeZone() });
    for await (const lines of readLines(path, signal)) {
      const rows: Value[][] = [];
      for (const line of lines) {
        const { rows: parsed, isValid } = read(line);
        for (const row of parsed)
          rows.push(corrupt < 0 ? [...row] : row.toSpliced(corrupt, 1, isValid ? null : line));
      }
      yield {
        length: rows.length,
        columns: schema.fields.map((field, i) =>
          vectorOf(
            field.dataType,
            rows.map(row => row[i]!),
          ),
        ),
      };
    }
  }
}

function pathOf(options: Readonly<Record<string, string>>): string {
  const path = new OptionMap(options).get("path");
  if (!path) throw new IllegalArgumentException("'path' is not specified.");
  return localPath(path);
}
