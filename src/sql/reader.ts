import { relation } from "../plan/nodes/create.js";
import { parseMultipartName, parseSchema } from "../plan/parser/parse.js";
import type { StructType } from "../types/index.js";
import { DataFrame } from "./data-frame.js";
import { type OptionValue, withOption, withOptions } from "./options.js";
import type { SessionState } from "./session-state.js";

interface Settings {
  readonly format: string;
  readonly options: Readonly<Record<string, string>>;
  readonly schema?: StructType;
}

/** What `spark.read` and `spark.readStream` share: a format, its options, and `load()`. Each step answers a new reader. */
abstract class Reader<Self extends Reader<Self>> {
  protected abstract readonly isStreaming: boolean;

  /** @internal */
  constructor(
    protected readonly session: SessionState,
    protected readonly settings: Settings = { format: "parquet", options: {} },
  ) {}

  protected abstract with(settings: Settings): Self;

  /** The data source: `"kafka"` … */
  format(format: string): Self {
    return this.with({ ...this.settings, format });
  }

  /** An option of the data source; names are looked up without regard to case. */
  option(name: string, value: OptionValue): Self {
    return this.with({ ...this.settings, options: withOption(this.settings.options, name, value) });
  }

  options(options: Readonly<Record<string, OptionValue>>): Self {
    return this.with({ ...this.settings, options: withOptions(this.settings.options, options) });
  }

  /** The schema, as DDL (`"k STRING, v BIGINT"`) or a `StructType`. */
  schema(schema: string | StructType): Self {
    return this.with({ ...this.settings, schema: typeof schema === "string" ? parseSchema(schema) : schema });
  }

  /**
   * The table that the source gives with these options; several paths are read as one table.
   * @throws AnalysisException when the format is unknown or an option is missing or wrong
   */
  load(...paths: string[]): DataFrame {
    const { options: given, format, schema: userSchema } = this.settings;
    const [only] = paths;
    const options =
      only === undefined
        ? given
        : paths.length === 1
          ? withOption(given, "path", only)
          : withOption(given, "paths", JSON.stringify(paths));
    const source = { format, options };
    const { remote } = this.session;
    if (remote) return new DataFrame(this.session, remote.read(source, userSchema, this.isStreaming));
    const schema = this.session.backend.relationSchema(source, userSchema, this.isStreaming);
    return new DataFrame(this.session, relation(source, schema, this.isStreaming));
  }

  /** A JSON object a line: files, folders, wildcards. Without a schema it is inferred from them. */
  json(...paths: string[]): DataFrame {
    return this.format("json").load(...paths);
  }

  /** Comma-separated values; columns are `_c0`, `_c1` … unless there is a schema or `header`. */
  csv(...paths: string[]): DataFrame {
    return this.format("csv").load(...paths);
  }

  /** Parquet: the files know their columns and types. */
  parquet(...paths: string[]): DataFrame {
    return this.format("parquet").load(...paths);
  }

  /** Each line as a column `value`. */
  text(...paths: string[]): DataFrame {
    return this.format("text").load(...paths);
  }

  /** As `text`, for closures over the lines themselves. */
  textFile(...paths: string[]): DataFrame<string> {
    return this.text(...paths).as<string>();
  }
}

/** Reads a bounded table: `spark.read`. */
export class DataFrameReader extends Reader<DataFrameReader> {
  protected override readonly isStreaming = false;

  /** A view, or a table of a cluster. */
  table(name: string): DataFrame {
    return new DataFrame(
      this.session,
      Object.freeze({ kind: "unresolvedRelation", nameParts: parseMultipartName(name) }),
    );
  }

  protected override with(settings: Settings): DataFrameReader {
    return new DataFrameReader(this.session, settings);
  }
}

/** Reads a stream: `spark.readStream`. */
export class DataStreamReader extends Reader<DataStreamReader> {
  protected override readonly isStreaming = true;

  /** A table, as a stream of what is added to it. */
  table(name: string): DataFrame {
    const { remote, catalog } = this.session;
    if (!remote) {
      const { source, schema } = catalog.tables.find(name);
      const options = { ...this.settings.options, ...source.options };
      return new DataFrame(this.session, relation({ ...source, options }, schema, true));
    }
    return new DataFrame(
      this.session,
      remote.streamingTable(parseMultipartName(name), this.settings.options),
    );
  }

  protected override with(settings: Settings): DataStreamReader {
    return new DataStreamReader(this.session, settings);
  }
}
