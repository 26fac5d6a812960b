import { describe, expect, it } from "vitest";
import { QueryMemory } from "../../src/pane/query-memory.js";
import { query, withBatch } from "./query.js";

const shownBatch = (memory: QueryMemory) => memory.shown()[0]!.view.batch;

describe("QueryMemory", () => {
  it("lets an empty batch that no row has made hide no table", () => {
    const memory = new QueryMemory();
    const full = query("q", 2);
    const idle = { ...full, batch: { ...full.batch!, batchId: 6, table: [], rowCount: 0, hasInput: false } };
    const empty = { ...idle, batch: { ...idle.batch, batchId: 7, hasInput: true } };
    const [first, still, other, again] = [full, idle, empty, idle].map(view => {
      memory.update([view], 0);
      return shownBatch(memory);
    });
    expect([first, still, other, again]).toEqual([full.batch, full.batch, empty.batch, empty.batch]);
  });

  it("keeps the batch before the one that is shown, also when other things change meanwhile", () => {
    const memory = new QueryMemory();
    const [one, two] = [withBatch("q", 1, ["a"]), withBatch("q", 2, ["b"])];
    for (const view of [one, { ...one, waitsFor: "x" }, two, { ...two, waitsFor: "x" }])
      memory.update([view], 0);
    expect(memory.shown()[0]!.before).toBe(one.batch);
  });

  it("freezes tables, counts what passes, and shows queries that are new", () => {
    const memory = new QueryMemory();
    memory.update([withBatch("q", 3, ["a"])], 0);
    memory.freeze(true);
    memory.update([withBatch("q", 8, ["b"]), withBatch("r", 1, ["c"])], 0);
    const [q, r] = memory.shown();
    expect([q!.view.batch!.batchId, q!.passed]).toEqual([3, 5]);
    expect([r!.view.batch!.batchId, r!.passed]).toEqual([1, undefined]);
    memory.freeze(false);
    expect(memory.shown()[0]!.view.batch!.batchId).toBe(8);
    expect(memory.shown()[0]!.passed).toBeUndefined();
  });

  it("forgets queries that have stopped", () => {
    const memory = new QueryMemory();
    expect(memory.update([query("q", 1), query("r", 1, { state: "stopped" })], 0)).toHaveLength(1);
    expect(memory.update([], 0)).toEqual([]);
  });
});
