import { existsSync } from "node:fs";
import { sep } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { ScanProgress } from "../../contracts/action-progress.js";
import type { FormatOption } from "../../contracts/format-option.js";
import type { Notices } from "../../contracts/notices.js";
import type { MicroBatchStream, SourceProvider } from "../../contracts/source.js";
import type { SourceOptions } from "../../plan/nodes/logical-plan.js";
import { StructField, StructType, type Value } from "../../types/index.js";
import { type ColumnBatch, ConstantVector } from "../../types/vector/index.js";
import { AnalysisException, IllegalArgumentException } from "../../util/errors.js";
import { OptionMap } from "../../util/options.js";
import type { FileFormat, ReadContext } from "./file-format.js";
import { FileStream } from "./file-stream.js";
import { fileStreamOptions } from "./file-stream-options.js";
import { type InputFile, listFiles } from "./list-files.js";
import { localPath } from "./local-path.js";
import { fileOptionLists } from "./option-list.js";
import { failedRead, parseMode } from "./parse-mode.js";
import { partitionFields, partitionValue, partitionValues } from "./partitions.js";
import { sourceCleaner } from "./source-cleaner.js";

/** Files of one format as a source: a file or a folder, several of them, wildcards; `k=v` folders become columns. */
export class FileSourceProvider implements SourceProvider {
  readonly format: string;
  readonly options: readonly FormatOption[];

  constructor(
    private readonly files: FileFormat,
    private readonly timeZone: () => string,
    private readonly notices: Notices,
  ) {
    this.format = files.name;
    this.options = fileOptionLists[files.name] ?? [];
  }

  schema(source: SourceOptions, userSchema: StructType | undefined, isStreaming: boolean): StructType {
    const context = this.context(source);
    const { options, timeZone } = context;
    if (isStreaming && !userSchema && !this.files.fixedSchema)
      throw new IllegalArgumentException(
        "Schema must be specified when creating a streaming source DataFrame. If some files already exist in the directory, then depending on the file format you may be able to create a static DataFrame on that directory with 'spark.read.load(directory)' and infer schema from it.",
      );
    if (userSchema) this.files.check?.(userSchema);
    const found = inputFiles(options);
    const folders = options.boolean("recursiveFileLookup", false)
      ? []
      : partitionFields(found, file => rootOf(file, options), timeZone, true);
    const schema = merge(userSchema, folders, () => this.infer(found, folders.length > 0, context));
    refuseDuplicates(schema);
    return schema;
  }

  async *scan(
    source: SourceOptions,
    schema: StructType,
    wanted: ReadonlySet<string>,
    signal: AbortSignal,
    progress?: ScanProgress,
  ): AsyncIterable<ColumnBatch> {
    const context = this.context(source);
    const found = inputFiles(context.options);
    const isPartitioned = found.some(file => (valuesOf(file, context.options)?.size ?? 0) > 0);
    const files = visible(found, isPartitioned, context.options);
    // Spark reads the largest first.
    progress?.expect(files.reduce((bytes, { size }) => bytes + size, 0));
    for (const file of files.sort((a, b) => b.size - a.size)) {
      let left = file.size;
      const read = (bytes: number) => {
        left -= bytes;
        progress?.advance(bytes);
      };
      yield* this.read(file, schema, wanted, { ...context, read }, signal);
      progress?.advance(left);
    }
  }

  stream(source: SourceOptions, schema: StructType, metadataPath: string): MicroBatchStream {
    const context = this.context(source);
    const roots = rootsOf(context.options);
    const how = fileStreamOptions(context.options);
    return new FileStream(
      roots,
      how,
      metadataPath,
      (path, signal) =>
        this.read(
          { path, root: rootAbove(path, roots) },
          schema,
          new Set(schema.fieldNames),
          context,
          signal,
        ),
      sourceCleaner(how.clean, roots, line => this.notices.warn(line)),
    );
  }

  private context({ options }: SourceOptions): ReadContext {
    const map = new OptionMap(options);
    return { options: map, timeZone: map.get("timeZone") ?? this.timeZone() };
  }

  private infer(found: readonly InputFile[], isPartitioned: boolean, context: ReadContext): StructType {
    if (this.files.fixedSchema) return this.files.fixedSchema;
    const files = visible(found, isPartitioned, context.options);
    if (files.length === 0)
      throw new AnalysisException(
        "UNABLE_TO_INFER_SCHEMA",
        `Unable to infer schema for ${this.files.label}. It must be specified manually.`,
        "42KD9",
      );
    return this.files.infer(
      files.map(file => file.path),
      context,
    );
  }

  private async *read(
    file: Pick<InputFile, "path" | "root">,
    schema: StructType,
    wanted: ReadonlySet<string>,
    context: ReadContext,
    signal: AbortSignal,
  ): AsyncIterable<ColumnBatch> {
    const folders = valuesOf(file, context.options) ?? new Map<string, string | null>();
    const isRead = ({ name }: StructField) =>
      !folders.has(name) && (!this.files.readsColumns || wanted.has(name));
    const inFile = new StructType(schema.fields.filter(isRead));
    const positions = schema.fields.map(field => inFile.fields.indexOf(field));
    const fixed = schema.fields.map((field): Value => {
      const text = folders.get(field.name) ?? null;
      return text === null ? null : (partitionValue(text, field.dataType, context.timeZone) ?? null);
    });
    if (context.options.boolean("ignoreMissingFiles", false) && !existsSync(file.path)) return;
    const read = this.files.read(file.path, inFile, context);
    const batches = Symbol.asyncIterator in read ? read[Symbol.asyncIterator]() : read[Symbol.iterator]();
    while (true) {
      const batch = await next(batches, file.path, parseMode(context.options) === "FAILFAST");
      if (!batch) return;
      const { length, columns } = batch;
      yield {
        length,
        columns: schema.fields.map(
          ({ dataType }, i) => columns[positions[i]!] ?? new ConstantVector(dataType, fixed[i]!, length),
        ),
      };
      await setImmediate();
      signal.throwIfAborted();
    }
  }
}

async function next<T>(
  batches: Iterator<T> | AsyncIterator<T>,
  path: string,
  failFast: boolean,
): Promise<T | undefined> {
  try {
    const { value, done } = await batches.next();
    return done ? undefined : value;
  } catch (error) {
    throw failFast || !(error instanceof AnalysisException) ? failedRead(path, error) : error;
  }
}

function rootsOf(options: OptionMap): string[] {
  const several = options.get("paths");
  const path = options.get("path");
  const given = several === undefined ? (path ? [path] : []) : (JSON.parse(several) as string[]);
  return given.map(localPath);
}

function inputFiles(options: OptionMap): InputFile[] {
  return rootsOf(options).flatMap(listFiles);
}

/** Of the paths that were given, perhaps with wildcards, the one that a file was found by, as it is for this file. */
function rootAbove(path: string, roots: readonly string[]): string {
  const segments = path.split(sep);
  const candidates = roots.map(root => segments.slice(0, root.split(sep).length).join(sep));
  return candidates.find((candidate, i) => candidate === roots[i]) ?? candidates[0]!;
}

/** Where a file's `k=v` folders begin. */
function rootOf({ root }: Pick<InputFile, "root">, options: OptionMap): string {
  const base = options.get("basePath");
  return base === undefined ? root : localPath(base);
}

function valuesOf(file: Pick<InputFile, "path" | "root">, options: OptionMap) {
  if (options.boolean("recursiveFileLookup", false)) return undefined;
  return partitionValues(file.path, rootOf(file, options));
}

/** Files deeper down belong to the table only where all folders above them are partitions. */
function visible(files: readonly InputFile[], isPartitioned: boolean, options: OptionMap): InputFile[] {
  if (options.boolean("recursiveFileLookup", false)) return [...files];
  return files.filter(file => {
    const values = valuesOf(file, options);
    return values !== undefined && values.size > 0 === isPartitioned;
  });
}

/** The files' columns, then the folders'; a folder's stays in place where the files have it too. */
function merge(
  userSchema: StructType | undefined,
  folders: readonly StructField[],
  infer: () => StructType,
): StructType {
  const given = (userSchema ?? infer()).fields.map(
    // What a file holds nobody can promise.
    ({ name, dataType }) => new StructField(name, dataType),
  );
  const same = (a: StructField, b: StructField) => a.name.toLowerCase() === b.name.toLowerCase();
  if (userSchema)
    return new StructType([
      ...given.filter(field => !folders.some(folder => same(folder, field))),
      ...folders.map(folder => given.find(field => same(folder, field)) ?? folder),
    ]);
  return new StructType([
    ...given.map(field => folders.find(folder => same(folder, field)) ?? field),
    ...folders.filter(folder => !given.some(field => same(folder, field))),
  ]);
}

function refuseDuplicates({ fields }: StructType): void {
  const names = fields.map(field => field.name.toLowerCase());
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined)
    throw new AnalysisException(
      "COLUMN_ALREADY_EXISTS",
      `The column \`${twice}\` already exists. Choose another name or rename the existing column.`,
      "42711",
    );
}
