import { expect, it } from "vitest";
import { NewestTables } from "../../src/pane/newest-tables.js";
import { query } from "./query.js";

it("an empty batch that no row has made hides no table", () => {
  const tables = new NewestTables();
  const full = query("q", 2);
  const idle = { ...full, batch: { ...full.batch!, batchId: 6, table: [], rowCount: 0, hasInput: false } };
  const empty = { ...idle, batch: { ...idle.batch, batchId: 7, hasInput: true } };
  expect(tables.of([full])[0]!.batch).toBe(full.batch);
  expect(tables.of([idle])[0]!.batch).toBe(full.batch);
  expect(tables.of([empty])[0]!.batch).toBe(empty.batch);
  expect(tables.of([idle])[0]!.batch).toBe(empty.batch);
});
