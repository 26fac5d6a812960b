import type { SaveMode } from "../contracts/sink.js";
import { schemaOf } from "../plan/nodes/inspect.js";
import type { LogicalPlan } from "../plan/nodes/logical-plan.js";
import { AnalysisException, SparkError } from "../util/errors.js";
import { type OptionValue, withOption, withOptions } from "./options.js";
import type { SessionState } from "./session-state.js";

interface Settings {
  readonly format: string;
  readonly options: Readonly<Record<string, string>>;
  readonly mode: SaveMode;
  readonly partitionBy: readonly string[];
}

const saveModes: Readonly<Record<string, SaveMode>> = {
  append: "append",
  overwrite: "overwrite",
  ignore: "ignore",
  error: "error",
  errorifexists: "error",
  default: "error",
};

/** How a DataFrame is written out; `save()` writes it. Each step answers a new writer. */
export class DataFrameWriter {
  /** @internal */
  constructor(
    private readonly session: SessionState,
    private readonly plan: LogicalPlan,
    private readonly settings: Settings = { format: "parquet", options: {}, mode: "error", partitionBy: [] },
  ) {}

  /** The sink: `"json"`, `"csv"`, `"text"`, `"noop"`. */
  format(format: string): DataFrameWriter {
    return this.with({ format });
  }

  option(name: string, value: OptionValue): DataFrameWriter {
    return this.with({ options: withOption(this.settings.options, name, value) });
  }

  options(options: Readonly<Record<string, OptionValue>>): DataFrameWriter {
    return this.with({ options: withOptions(this.settings.options, options) });
  }

  /** What to do when there is something already: `"append"`, `"overwrite"`, `"ignore"`, `"error"`. */
  mode(mode: string): DataFrameWriter {
    const known = saveModes[mode.toLowerCase()];
    if (!known)
      throw new SparkError(
        "INVALID_SAVE_MODE",
        `The specified save mode "${mode}" is invalid. Valid save modes include "append", "overwrite", "ignore", "error", "errorifexists", and "default".`,
        "42000",
      );
    return this.with({ mode: known });
  }

  /** Columns that become folders `k=v`. */
  partitionBy(...columns: string[]): DataFrameWriter {
    return this.with({ partitionBy: columns });
  }

  /** @throws SparkError when it cannot be written; then nothing is */
  async save(path?: string): Promise<void> {
    const { options } = this.settings;
    await this.session.backend.write(
      {
        ...this.settings,
        plan: this.plan,
        options: path === undefined ? options : withOption(options, "path", path),
      },
      this.session.interruption(),
    );
  }

  /** Each row as a JSON object on a line. */
  json(path: string): Promise<void> {
    return this.format("json").save(path);
  }

  /** Comma-separated values. */
  csv(path: string): Promise<void> {
    return this.format("csv").save(path);
  }

  /** Parquet: columns by type, packed. */
  parquet(path: string): Promise<void> {
    return this.format("parquet").save(path);
  }

  /** The one column, which is text, as lines. */
  text(path: string): Promise<void> {
    return this.format("text").save(path);
  }

  /** Writes a table: of the cluster's catalog, or here of files, for as long as the session lasts. */
  saveAsTable(name: string): Promise<void> {
    return this.toTable(name, "saveAsTable");
  }

  /** Adds the rows to a table that is there. */
  insertInto(name: string): Promise<void> {
    return this.toTable(name, "insertInto");
  }

  private toTable(name: string, method: "saveAsTable" | "insertInto"): Promise<void> {
    const { backend, remote, interruption } = this.session;
    if (!remote) return this.toOwnTable(name, method);
    return backend.write({ ...this.settings, plan: this.plan, table: { name, method } }, interruption());
  }

  private toOwnTable(name: string, method: "saveAsTable" | "insertInto"): Promise<void> {
    const { catalog } = this.session;
    const { format, options, mode } = this.settings;
    const isThere = catalog.tables.has(name);
    if (method === "insertInto" || (isThere && mode === "append")) {
      const { source } = catalog.tables.find(name);
      return this.with({ ...source, mode: mode === "overwrite" ? mode : "append" }).save();
    }
    if (isThere && mode === "error")
      throw new AnalysisException(
        "TABLE_OR_VIEW_ALREADY_EXISTS",
        `Cannot create table or view \`spark_catalog\`.\`default\`.\`${name}\` because it already exists.\nChoose a different name, drop or replace the existing object, or add the IF NOT EXISTS clause to tolerate pre-existing objects.`,
        "42P07",
      );
    if (isThere && mode === "ignore") return Promise.resolve();
    const { source } = catalog.tables.open(this.session, name, format, options, schemaOf(this.plan));
    const written = this.with({ options: { ...options, ...source.options }, mode: "overwrite" }).save();
    return written.catch(error => {
      if (!isThere) catalog.tables.drop(this.session, name);
      throw error;
    });
  }

  private with(settings: Partial<Settings>): DataFrameWriter {
    return new DataFrameWriter(this.session, this.plan, { ...this.settings, ...settings });
  }
}
