import { resolve } from "node:path";
import { relation } from "../plan/nodes/create.js";
import type { SourceOptions } from "../plan/nodes/logical-plan.js";
import type { StructType } from "../types/index.js";
import { AnalysisException } from "../util/errors.js";
import { makeFolder } from "../util/make-folder.js";
import { optionOf } from "./options.js";
import type { SessionState } from "./session-state.js";

/** Spark's own default, in the folder the shell was started in. */
const defaultWarehouse = "spark-warehouse";

interface Table {
  readonly source: SourceOptions;
  readonly schema: StructType;
}

/** A session's tables: files of a folder each, by name for as long as the session lasts. On a cluster its catalog has them. */
export class SessionTables {
  private readonly tables = new Map<string, Table>();

  find(name: string): Table {
    const found = this.tables.get(key(name));
    if (found) return found;
    throw new AnalysisException(
      "TABLE_OR_VIEW_NOT_FOUND",
      `The table or view \`${name}\` cannot be found. Verify the spelling and correctness of the schema and catalog.\nIf you did not qualify the name with a schema, verify the current_schema() output, or qualify the name with the correct schema and catalog.\nTo tolerate the error on drop use DROP VIEW IF EXISTS or DROP TABLE IF EXISTS.`,
      "42P01",
    );
  }

  has(name: string): boolean {
    return this.tables.has(key(name));
  }

  /** Forgets a table that could not be written. */
  drop(session: SessionState, name: string): void {
    this.tables.delete(key(name));
    session.catalog.dropView(key(name));
  }

  /** The table of this name; made, with its folder, when there is none. Queries find it as they find views. */
  open(
    session: SessionState,
    name: string,
    format: string,
    options: Readonly<Record<string, string>>,
    schema: StructType,
  ): Table {
    const known = this.tables.get(key(name));
    if (known) return known;
    const warehouse = session.conf.find("spark.sql.warehouse.dir") ?? defaultWarehouse;
    const path = resolve(optionOf(options, "path") ?? `${warehouse.replace(/^file:/, "")}/${key(name)}`);
    const source = { format, options: { path } };
    session.catalog.createView(key(name), relation(source, schema, false), true);
    makeFolder(path);
    this.tables.set(key(name), { source, schema });
    return { source, schema };
  }
}

const key = (name: string): string => name.replace(/^(spark_catalog\.)?default\./i, "").toLowerCase();
