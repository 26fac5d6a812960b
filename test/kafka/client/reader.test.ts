import { createServer } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { startBroker } from "../../../src/kafka/broker/broker.js";
import { createTopic, listTopics } from "../../../src/kafka/client/admin.js";
import { kafkaConfig } from "../../../src/kafka/client/config.js";
import { KafkaError, OffsetOutOfRangeError } from "../../../src/kafka/client/errors.js";
import type { KafkaReader, TopicPartition } from "../../../src/kafka/client/reader.js";
import { brokerForTest } from "../support/broker.js";
import { clientsFor, readValues } from "../support/client.js";
import { rowsOf } from "../support/columns.js";
import { temporaryDirectory } from "../support/temporary.js";

const t0: TopicPartition = { topic: "t", partition: 0 };
const t1: TopicPartition = { topic: "t", partition: 1 };
const records = (...values: string[]) => values.map(value => ({ key: null, value, partition: 0 }));

/** Follows from the beginning, and resolves when the ends are known to be these. */
async function followed(
  reader: KafkaReader,
  ends: readonly (readonly [TopicPartition, bigint])[],
): Promise<void> {
  reader.follow(
    ends.map(([partition]) => ({ ...partition, from: 0n })),
    () => {},
  );
  await expect
    .poll(() => ends.map(([partition]) => reader.highWatermark(partition)), { timeout: 10_000 })
    .toEqual(ends.map(([, end]) => end));
}

describe("read", () => {
  test("ranges of several partitions, fetched as they are asked for, trimmed within batches", async () => {
    const { broker } = await brokerForTest({ numPartitions: 2 });
    const { reader, producer } = clientsFor(broker.address);
    await producer.send("t", records("a", "b", "c", "d"));
    await producer.send("t", [
      { key: "k", value: "안녕 🎉\n둘", partition: 1, timestamp: 1_700_000_000_000 },
    ]);
    expect(
      await readValues(reader, [
        { ...t0, from: 1n, to: 3n },
        { ...t1, from: 0n, to: 1n },
      ]),
    ).toEqual({ "t-0": ["b", "c"], "t-1": ["안녕 🎉\n둘"] });
    expect(await readValues(reader, [{ ...t0, from: 2n, to: 2n }])).toEqual({});
    for await (const columns of reader.read([{ ...t1, from: 0n, to: 1n }]))
      expect(rowsOf(columns)).toEqual([
        { offset: 0, timestamp: 1_700_000_000_000, key: "k", value: "안녕 🎉\n둘" },
      ]);
  });

  test("what is followed comes from the buffer, in any cuts, also a second time and after a jump", async () => {
    const { broker } = await brokerForTest();
    const { reader, producer } = clientsFor(broker.address);
    const all = Array.from({ length: 50 }, (_, i) => String(i));
    for (let i = 0; i < 50; i += 10) await producer.send("t", records(...all.slice(i, i + 10)));
    await followed(reader, [[t0, 50n]]);
    const values = async (from: number, to: number) =>
      (await readValues(reader, [{ ...t0, from: BigInt(from), to: BigInt(to) }]))["t-0"];
    expect(await values(0, 7)).toEqual(all.slice(0, 7));
    expect(await values(7, 25)).toEqual(all.slice(7, 25));
    expect(await values(7, 25)).toEqual(all.slice(7, 25));
    expect(await values(25, 26)).toEqual(["25"]);
    expect(await values(40, 50)).toEqual(all.slice(40, 50));
    expect(await values(0, 50)).toEqual(all);
    await producer.send("t", records("50"));
    await expect.poll(() => reader.highWatermark(t0)).toBe(51n);
    expect(await values(50, 51)).toEqual(["50"]);
  });

  test("more than any buffer holds goes through, from partitions at once, while another is not read", async () => {
    const { broker } = await brokerForTest({ numPartitions: 3 });
    const { reader, producer } = clientsFor(broker.address);
    const value = "x".repeat(100_000);
    for (let i = 0; i < 60; i++)
      for (const partition of [0, 1, 2])
        await producer.send(
          "t",
          Array.from({ length: 5 }, () => ({ key: String(i), value, partition })),
        );
    const t2 = { topic: "t", partition: 2 };
    await followed(reader, [
      [t0, 300n],
      [t1, 300n],
      [t2, 300n],
    ]);
    let bytes = 0;
    const next = [0n, 0n];
    for await (const columns of reader.read([
      { ...t0, from: 0n, to: 300n },
      { ...t1, from: 0n, to: 300n },
    ])) {
      expect(columns.offsets[0]).toBe(next[columns.partition]);
      next[columns.partition] = columns.offsets[columns.count - 1]! + 1n;
      for (let row = 0; row < columns.count; row++)
        bytes += columns.valueEnd[row]! - columns.valueStart[row]!;
    }
    expect(next).toEqual([300n, 300n]);
    expect(bytes).toBe(2 * 300 * value.length);
  });

  test("waits for records that are announced and not there yet", async () => {
    const { broker } = await brokerForTest();
    const { reader, producer } = clientsFor(broker.address);
    await producer.send("t", records("a"));
    await followed(reader, [[t0, 1n]]);
    const reading = readValues(reader, [{ ...t0, from: 0n, to: 3n }]);
    await producer.send("t", records("b", "c"));
    expect(await reading).toEqual({ "t-0": ["a", "b", "c"] });
  });

  test("headers when asked for, from then on from the buffer too", async () => {
    const { broker } = await brokerForTest();
    const { reader, producer } = clientsFor(broker.address);
    const send = (n: number) =>
      producer.send("t", [{ key: null, value: String(n), headers: { lang: "ko", n: Buffer.from([n]) } }]);
    await send(0);
    await followed(reader, [[t0, 1n]]);
    await send(1);
    await expect.poll(() => reader.highWatermark(t0)).toBe(2n);
    const headers: unknown[] = [];
    for await (const columns of reader.read([{ ...t0, from: 0n, to: 2n }], { headers: true }))
      headers.push(...columns.headers!);
    expect(headers).toEqual(
      [0, 1].map(n => [
        { key: "lang", value: new Uint8Array(Buffer.from("ko")) },
        { key: "n", value: new Uint8Array([n]) },
      ]),
    );
  });

  test.each(["gzip", "snappy", "lz4", "zstd"])("what was packed with %s", async codec => {
    const { broker } = await brokerForTest();
    const { reader, producer } = clientsFor(broker.address, { "compression.type": codec });
    const all = Array.from({ length: 300 }, (_, i) => `${i} ${"텍스트 ".repeat(20)}`);
    await producer.send("t", records(...all));
    expect(await readValues(reader, [{ ...t0, from: 0n, to: 300n }])).toEqual({ "t-0": all });
  });

  test("offsets that are not there say what is", async () => {
    const { broker } = await brokerForTest();
    const { reader, producer } = clientsFor(broker.address);
    await producer.send("t", records("a", "b"));
    const error = await readValues(reader, [{ ...t0, from: 7n, to: 9n }]).catch(thrown => thrown);
    expect(error).toBeInstanceOf(OffsetOutOfRangeError);
    expect(error).toMatchObject({ topic: "t", partition: 0, asked: 7n, earliest: 0n, latest: 2n });
  });

  test("a topic that was deleted and made anew while it was followed", async () => {
    const { broker, kafka } = await brokerForTest();
    const { reader, producer } = clientsFor(broker.address);
    await producer.send("t", records("a", "b", "c"));
    await followed(reader, [[t0, 3n]]);
    expect(await readValues(reader, [{ ...t0, from: 0n, to: 3n }])).toEqual({ "t-0": ["a", "b", "c"] });
    const admin = kafka.admin();
    await admin.connect();
    await admin.deleteTopics({ topics: ["t"] });
    await admin.createTopics({ topics: [{ topic: "t" }] });
    await admin.disconnect();
    // Its old end is no longer told.
    await expect.poll(() => reader.highWatermark(t0), { timeout: 10_000 }).toBeUndefined();
    await expect(readValues(reader, [{ ...t0, from: 3n, to: 4n }])).rejects.toMatchObject({
      name: "OffsetOutOfRangeError",
      earliest: 0n,
      latest: 0n,
    });
    await producer.send("t", records("new"));
    await followed(reader, [[t0, 1n]]);
    expect(await readValues(reader, [{ ...t0, from: 0n, to: 1n }])).toEqual({ "t-0": ["new"] });
  });

  test("can be left in the middle, and aborted while it waits", async () => {
    const { broker } = await brokerForTest();
    const { reader, producer } = clientsFor(broker.address);
    for (let i = 0; i < 10; i++) await producer.send("t", records(String(i)));
    for await (const columns of reader.read([{ ...t0, from: 0n, to: 10n }])) {
      expect(columns.offsets[0]).toBe(0n);
      break;
    }
    await followed(reader, [[t0, 10n]]);
    const abort = new AbortController();
    const reading = readValues(reader, [{ ...t0, from: 0n, to: 11n }], { signal: abort.signal });
    setTimeout(() => abort.abort(new Error("enough")), 50);
    await expect(reading).rejects.toThrow("enough");
    expect((await readValues(reader, [{ ...t0, from: 8n, to: 10n }]))["t-0"]).toEqual(["8", "9"]);
  });
});

describe("partitions and offsets", () => {
  test("by name, by a Java pattern, as assigned; absent topics are absent; topics grow", async () => {
    const { broker, kafka } = await brokerForTest();
    const { reader } = clientsFor(broker.address);
    const config = kafkaConfig({ "bootstrap.servers": broker.address });
    expect(await createTopic(config, { topic: "tweets-ko", partitions: 2 })).toBe(true);
    expect(await createTopic(config, { topic: "tweets-ko", partitions: 2 })).toBe(false);
    await createTopic(config, { topic: "tweets-en" });
    await createTopic(config, { topic: "old-tweets-ko" });
    expect(await listTopics(config)).toEqual(["old-tweets-ko", "tweets-en", "tweets-ko"]);
    const names = (partitions: readonly TopicPartition[]) => partitions.map(p => `${p.topic}-${p.partition}`);
    expect(names(await reader.partitions({ kind: "subscribe", topics: ["tweets-ko", "nowhere"] }))).toEqual([
      "tweets-ko-0",
      "tweets-ko-1",
    ]);
    expect(names(await reader.partitions({ kind: "pattern", pattern: "tweets-.*" }))).toEqual([
      "tweets-en-0",
      "tweets-ko-0",
      "tweets-ko-1",
    ]);
    expect(names(await reader.partitions({ kind: "pattern", pattern: "(?i)TWEETS-en|x" }))).toEqual([
      "tweets-en-0",
    ]);
    await expect(reader.partitions({ kind: "pattern", pattern: "(" })).rejects.toThrow(/pattern "\("/);
    expect(names(await reader.partitions({ kind: "assign", partitions: [t1, t0] }))).toEqual(["t-0", "t-1"]);
    const admin = kafka.admin();
    await admin.connect();
    await admin.createPartitions({ topicPartitions: [{ topic: "tweets-en", count: 2 }] });
    await admin.disconnect();
    expect(await reader.partitions({ kind: "subscribe", topics: ["tweets-en"] })).toHaveLength(2);
    // Asking makes no topic.
    expect(await listTopics(config)).toHaveLength(3);
  });

  test("earliest, latest and of a time", async () => {
    const { broker } = await brokerForTest();
    const { reader, producer } = clientsFor(broker.address);
    const at = (n: number) => 1_700_000_000_000 + n;
    for (const n of [0, 10, 20])
      await producer.send("t", [{ key: null, value: String(n), timestamp: at(n) }]);
    expect(await reader.offsets([t0], "earliest")).toEqual([0n]);
    expect(await reader.offsets([t0], "latest")).toEqual([3n]);
    expect(await reader.offsets([t0], BigInt(at(11)))).toEqual([2n]);
    expect(await reader.offsets([t0], BigInt(at(21)))).toEqual([-1n]);
    await expect(reader.offsets([{ topic: "nowhere", partition: 3 }], "latest")).rejects.toThrow(/nowhere-3/);
  });
});

describe("follow", () => {
  test("a record that is produced is known soon, with no request in between", async () => {
    const { broker } = await brokerForTest();
    const { reader, producer } = clientsFor(broker.address);
    await producer.send("t", records("first"));
    const known: bigint[] = [];
    reader.follow([{ ...t0, from: 1n }], () => known.push(reader.highWatermark(t0)!));
    await expect.poll(() => known).toEqual([1n]);
    await producer.send("t", records("second"));
    await expect.poll(() => known).toEqual([1n, 2n]);
  });

  test("partitions can be added, and those kept keep what is buffered", async () => {
    const { broker } = await brokerForTest({ numPartitions: 2 });
    const { reader, producer } = clientsFor(broker.address);
    await producer.send("t", [...records("a"), { key: null, value: "b", partition: 1 }]);
    await followed(reader, [[t0, 1n]]);
    expect(reader.highWatermark(t1)).toBeUndefined();
    await followed(reader, [
      [t0, 1n],
      [t1, 1n],
    ]);
    expect(
      await readValues(reader, [
        { ...t0, from: 0n, to: 1n },
        { ...t1, from: 0n, to: 1n },
      ]),
    ).toEqual({ "t-0": ["a"], "t-1": ["b"] });
  });

  test("goes on when the broker restarts, and reads with it", async () => {
    const dataDir = temporaryDirectory();
    const first = await startBroker({ listen: "127.0.0.1:0", dataDir });
    const { reader, producer } = clientsFor(first.address);
    await producer.send("t", records("before"));
    await followed(reader, [[t0, 1n]]);
    await first.stop();
    const reading = readValues(reader, [{ ...t0, from: 0n, to: 2n }]);
    await new Promise(resolve => setTimeout(resolve, 300));
    const second = await startBroker({ listen: first.address, dataDir });
    onTestFinished(() => second.stop());
    await producer.send("t", records("after"));
    expect(await reading).toEqual({ "t-0": ["before", "after"] });
    await expect.poll(() => reader.highWatermark(t0), { timeout: 10_000 }).toBe(2n);
    await producer.send("t", records("and on"));
    await expect.poll(() => reader.highWatermark(t0), { timeout: 10_000 }).toBe(3n);
    expect(await readValues(reader, [{ ...t0, from: 2n, to: 3n }])).toEqual({ "t-0": ["and on"] });
  });

  test("a topic that is not there yet does not hold up another, and is followed when it comes", async () => {
    const { broker } = await brokerForTest();
    const { reader, producer } = clientsFor(broker.address);
    await producer.send("t", records("a"));
    const late = { topic: "late", partition: 0 };
    reader.follow(
      [t0, late].map(each => ({ ...each, from: 0n })),
      () => {},
    );
    await expect.poll(() => reader.highWatermark(t0), { timeout: 10_000 }).toBe(1n);
    expect(await readValues(reader, [{ ...t0, from: 0n, to: 1n }])).toEqual({ "t-0": ["a"] });
    await producer.send("late", records("b"));
    await expect.poll(() => reader.highWatermark(late), { timeout: 10_000 }).toBe(1n);
  });
});

describe("a broker that is not there", () => {
  test("is named within seconds, and the same reader works when it comes", async () => {
    const dataDir = temporaryDirectory();
    const gone = await startBroker({ listen: "127.0.0.1:0", dataDir });
    await gone.stop();
    const { reader, producer } = clientsFor(gone.address);
    const start = Date.now();
    const error = await reader.partitions({ kind: "subscribe", topics: ["t"] }).catch(thrown => thrown);
    expect(error).toBeInstanceOf(KafkaError);
    expect(error.retriable).toBe(true);
    expect(error.message).toContain(gone.address);
    expect(error.message).toContain("ECONNREFUSED");
    expect(Date.now() - start).toBeLessThan(10_000);
    const back = await startBroker({ listen: gone.address, dataDir });
    onTestFinished(() => back.stop());
    await producer.send("t", records("a"));
    expect(await reader.partitions({ kind: "subscribe", topics: ["t"] })).toEqual([t0]);
  });

  test("something that listens and never answers is given up within seconds", async () => {
    const server = createServer(() => {}).listen(0, "127.0.0.1");
    onTestFinished(() => {
      server.close();
    });
    await new Promise(resolve => server.once("listening", resolve));
    const address = `127.0.0.1:${(server.address() as { port: number }).port}`;
    const { reader } = clientsFor(address, { "request.timeout.ms": "1000" });
    await expect(reader.offsets([t0], "latest")).rejects.toThrow(new RegExp(`${address}.*timed out`));
  });
});

test("a producer's records are refused by name when nobody takes them", async () => {
  const { broker } = await brokerForTest({ messageMaxBytes: 500 });
  const { producer } = clientsFor(broker.address);
  await expect(producer.send("t", records("x".repeat(1000)))).rejects.toThrow(
    /did not take what was produced to t: .*larger than the max/,
  );
  expect(await producer.send("t", records("short"))).toEqual([{ partition: 0, baseOffset: 0n }]);
});
