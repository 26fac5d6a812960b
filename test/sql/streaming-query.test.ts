import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StreamingQueryListener } from "../../src/sql/streaming-query-listener.js";
import { Trigger } from "../../src/sql/trigger.js";
import { openSession, type TestSession } from "../session.js";

let session: TestSession;
beforeEach(() => {
  session = openSession();
});
afterEach(() => session.close());

function numbers(...values: number[]) {
  const stream = session.spark.memoryStream("v INT");
  stream.addData(...values);
  return stream;
}
const noop = (stream = numbers(1)) => stream.toDF().writeStream.format("noop");
const failing = () =>
  numbers(1)
    .toDF()
    .writeStream.foreachBatch(() => {
      throw new Error("boom");
    })
    .start();

describe("the progress of a query", () => {
  it("has Spark's fields in Spark's order, and its JSON", async () => {
    const query = noop().queryName("q").trigger(Trigger.AvailableNow()).start();
    await query.awaitTermination();
    const progress = query.lastProgress!;
    const ms = String.raw`\d+`;
    const iso = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;
    const rates = String.raw`"inputRowsPerSecond":0\.0,"processedRowsPerSecond":\d+\.\d`;
    expect(progress.json).toMatch(
      new RegExp(
        `^\\{"id":"${query.id}","runId":"${query.runId}","name":"q","timestamp":"${iso}","batchId":0,"batchDuration":${ms},"numInputRows":1,${rates},` +
          `"durationMs":\\{"addBatch":${ms},"commitOffsets":${ms},"getBatch":${ms},"latestOffset":${ms},"queryPlanning":${ms},"triggerExecution":${ms},"walCommit":${ms}\\},` +
          `"stateOperators":\\[\\],"sources":\\[\\{"description":"MemoryStream\\[v#\\d+\\]","startOffset":null,"endOffset":0,"latestOffset":null,"numInputRows":1,${rates}\\}\\],` +
          `"sink":\\{"description":"NoopTable","numOutputRows":1\\}\\}$`,
      ),
    );
    expect(progress.prettyJson.split("\n").slice(0, 9)).toEqual([
      "{",
      `  "id" : "${query.id}",`,
      `  "runId" : "${query.runId}",`,
      '  "name" : "q",',
      `  "timestamp" : "${progress.timestamp}",`,
      '  "batchId" : 0,',
      `  "batchDuration" : ${progress.batchDuration},`,
      '  "numInputRows" : 1,',
      '  "inputRowsPerSecond" : 0.0,',
    ]);
    expect(progress.prettyJson).toContain('  "stateOperators" : [ ],\n  "sources" : [ {\n    "description"');
    expect(query.status.json).toBe('{"message":"Stopped","isDataAvailable":false,"isTriggerActive":false}');
  });
});

describe("the plan of a query", () => {
  it("is there once a batch has run", async () => {
    const query = noop(session.spark.memoryStream("v INT")).start();
    query.explain();
    expect(session.printed()).toBe("No physical plan. Waiting for data.\n");
    await query.stop();
    const ran = noop().trigger(Trigger.AvailableNow()).start();
    await ran.awaitTermination();
    ran.explain(true);
    expect(session.printed()).toMatch(/== Parsed Logical Plan ==.*== Physical Plan ==\nStreamingRelation/s);
  });
});

describe("waiting for any query", () => {
  it("ends with the first that has ended since the last reset, and fails with one that failed", async () => {
    const { streams } = session.spark;
    expect(await streams.awaitAnyTermination(5)).toBe(false);
    const idle = noop().start();
    expect(await streams.awaitAnyTermination(5)).toBe(false);
    const ends = noop().start();
    const waiting = streams.awaitAnyTermination(10_000);
    await ends.stop();
    expect(await waiting).toBe(true);
    expect(await streams.awaitAnyTermination(5)).toBe(true);
    streams.resetTerminated();
    expect(await streams.awaitAnyTermination(5)).toBe(false);
    await failing()
      .awaitTermination()
      .catch(() => {});
    await expect(streams.awaitAnyTermination()).rejects.toThrow("Reason: boom");
    await idle.stop();
    await expect(streams.awaitAnyTermination()).rejects.toThrow("Reason: boom");
  });

  it("knows ids when they are ids", () => {
    expect(session.spark.streams.get("7b8ed48b-7bb9-45e0-8d5f-e084df27d896")).toBe(null);
    expect(() => session.spark.streams.get("nope")).toThrow("Invalid UUID string: nope");
  });
});

describe("a listener", () => {
  const log: string[] = [];
  const listener: StreamingQueryListener = {
    onQueryStarted: event => log.push(`started ${event.name} ${event.json.includes('"jobTags":[]')}`),
    onQueryProgress: async ({ progress }) =>
      log.push(`progress ${progress.batchId} ${progress.numInputRows}`),
    onQueryIdle: event => log.push(`idle ${Object.keys(event)}`),
    onQueryTerminated: event => log.push(`terminated ${event.exception} ${event.errorClassOnException}`),
  };
  beforeEach(() => {
    log.length = 0;
    session.spark.streams.addListener(listener);
  });

  it("hears of start, batches, idleness and end, until it is removed", async () => {
    const stream = session.spark.memoryStream("v INT");
    const query = noop(stream).queryName("heard").start();
    expect(log[0]).toBe("started heard true");
    await query.processAllAvailable();
    stream.addData(1, 2);
    await query.processAllAvailable();
    await query.stop();
    expect(log).toEqual([
      "started heard true",
      "idle id,runId,timestamp",
      "progress 0 2",
      "terminated null null",
    ]);
    session.spark.streams.removeListener(listener);
    await noop().start().stop();
    expect(log.length).toBe(4);
  });

  it("hears why a query failed, and disturbs none when it fails itself", async () => {
    session.spark.streams.addListener({
      onQueryStarted: () => {
        throw new Error("deaf");
      },
    });
    await failing()
      .awaitTermination()
      .catch(() => {});
    expect(log.at(-1)).toMatch(
      /^terminated \[STREAM_FAILED\].* Reason: boom.* FOREACH_BATCH_USER_FUNCTION_ERROR$/s,
    );
    expect(session.printed()).toBe("A StreamingQueryListener failed: deaf\n");
  });
});
