import { existsSync } from "node:fs";
import { join } from "node:path";
import { SparkError } from "../../util/errors.js";
import { makeFolder } from "../../util/make-folder.js";
import { readVersioned, writeVersioned } from "../../util/versioned-file.js";

/**
 * Writes down what a store's rows are made of, or holds it against what was written before.
 * @param committed the last committed batch; before there is one, what was written does not count
 * @throws SparkError STATE_STORE_VALUE_SCHEMA_NOT_COMPATIBLE when the query has changed
 */
export function readOrWriteSchema(folder: string, operator: string, schema: string, committed: number): void {
  const file = join(folder, "schema");
  const lines = [operator, schema];
  if (committed < 0 || !existsSync(file)) {
    makeFolder(folder);
    writeVersioned(file, lines);
    return;
  }
  const [storedOperator, storedSchema] = readVersioned(file);
  if (storedOperator === operator && storedSchema === schema) return;
  throw new SparkError(
    "STATE_STORE_VALUE_SCHEMA_NOT_COMPATIBLE",
    `The query keeps other state than its checkpoint holds. Stored: ${storedOperator} (${storedSchema}); of this query: ${operator} (${schema}). Start it with the query as it was, or with another checkpointLocation.`,
    "42K06",
  );
}
