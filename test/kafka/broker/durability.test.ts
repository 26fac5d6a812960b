import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startBroker } from "../../../src/kafka/broker/broker.js";
import { PartitionLog } from "../../../src/kafka/broker/log/partition-log.js";
import { readBatchHeader } from "../../../src/kafka/protocol/records/batch-header.js";
import { decodeRecords } from "../../../src/kafka/protocol/records/decode.js";
import { kafkaFor, produce } from "../support/broker.js";
import { valuesOf } from "../support/columns.js";
import { type BatchOptions, recordBatch } from "../support/record-batch.js";
import { spawnBroker } from "../support/spawn-broker.js";
import { temporaryDirectory } from "../support/temporary.js";

const small = { segmentBytes: 10_000, verify: true };

function open(dir: string, options = small): PartitionLog {
  const log = new PartitionLog(dir, options);
  onTestFinished(() => log.close());
  return log;
}

function append(log: PartitionLog, value: string, options: BatchOptions = {}) {
  const batch = recordBatch([{ value }], options);
  return log.append(batch, readBatchHeader(batch, 0));
}

async function valuesFrom(log: PartitionLog, offset: number): Promise<(string | null)[]> {
  const values: (string | null)[] = [];
  for (let next: number | undefined = offset; next !== undefined && next < log.endOffset; ) {
    const decoded = await decodeRecords(log.read(next, 5_000, true), { from: next, checkCrcs: true });
    values.push(...valuesOf(decoded.columns));
    next = decoded.next;
  }
  return values;
}

/** The newest segment's file of the topic's first partition. */
function newestSegment(dir: string): string {
  const name = readdirSync(dir)
    .filter(file => file.endsWith(".log"))
    .sort()
    .at(-1)!;
  return join(dir, name);
}

test("a log over many segments reads the same from any offset, also when opened again", async () => {
  const dir = temporaryDirectory();
  const log = open(dir);
  const all = Array.from({ length: 600 }, (_, i) => `${i}-${"v".repeat(i % 90)}`);
  for (const value of all) append(log, value);
  expect(readdirSync(dir).filter(file => file.endsWith(".log")).length).toBeGreaterThan(5);
  log.close();
  const again = open(dir);
  expect(again.endOffset).toBe(600);
  for (const from of [0, 1, 99, 100, 101, 333, 598, 599, 600])
    expect(await valuesFrom(again, from)).toEqual(all.slice(from));
});

test("no more is read than was asked for, but one whole batch", () => {
  const log = open(temporaryDirectory(), { segmentBytes: 1_000_000, verify: true });
  for (let i = 0; i < 100; i++) append(log, "v".repeat(1000));
  const one = log.read(0, 1, true).length;
  expect(one).toBeGreaterThan(1000);
  expect(one).toBeLessThan(1100);
  expect(log.read(0, 1, false).length).toBe(0);
  expect(log.read(0, 5000, true).length).toBe(5000);
  expect(log.read(100, 5000, true).length).toBe(0);
});

test.each(["torn", "flipped", "zeroes"])(
  "what is behind the last whole batch is cut off: %s",
  async damage => {
    const dir = temporaryDirectory();
    const log = open(dir);
    for (const value of ["a", "b", "c"]) append(log, value);
    log.close();
    const file = newestSegment(dir);
    const whole = statSync(file).size;
    const next = recordBatch([{ value: "never acknowledged" }], { baseOffset: 3 });
    if (damage === "torn") appendFileSync(file, next.subarray(0, next.length - 5));
    if (damage === "zeroes") appendFileSync(file, Buffer.alloc(500));
    if (damage === "flipped") {
      next[70]! ^= 1;
      appendFileSync(file, next);
    }
    const again = open(dir);
    expect(again.endOffset).toBe(3);
    expect(statSync(file).size).toBe(whole);
    append(again, "d");
    expect(await valuesFrom(again, 0)).toEqual(["a", "b", "c", "d"]);
  },
);

test.each(["missing", "cut off", "of another log"])("an index that is %s is made anew", async damage => {
  const dir = temporaryDirectory();
  const log = open(dir, { segmentBytes: 300_000, verify: true });
  const value = (i: number) => `${i} ${"v".repeat(500)}`;
  for (let i = 0; i < 1000; i++) append(log, value(i), { timestamp: 1000 + i });
  log.close();
  for (const name of readdirSync(dir).filter(file => file.endsWith(".index"))) {
    const file = join(dir, name);
    if (damage === "missing") rmSync(file);
    if (damage === "cut off") truncateSync(file, Math.max(0, statSync(file).size - 30));
    if (damage === "of another log") writeFileSync(file, Buffer.alloc(240, 0x41));
  }
  const again = open(dir, { segmentBytes: 300_000, verify: false });
  for (const from of [0, 400, 777, 999]) expect((await valuesFrom(again, from))[0]).toBe(value(from));
  expect(await again.offsetForTime(1500)).toEqual({ offset: 500n, timestamp: 1500n });
  expect(await again.offsetForTime(5000)).toBeUndefined();
});

test("a batch that an idempotent producer repeats is known again after a restart; gaps and old epochs are refused", () => {
  const dir = temporaryDirectory();
  const log = open(dir);
  const by = (baseSequence: number, producerEpoch = 0) => ({ producerId: 5, producerEpoch, baseSequence });
  expect(append(log, "a", by(0))).toEqual({ kind: "appended", baseOffset: 0 });
  expect(append(log, "b", by(1))).toEqual({ kind: "appended", baseOffset: 1 });
  log.close();
  const again = open(dir);
  expect(append(again, "a", by(0))).toEqual({ kind: "duplicate", baseOffset: 0 });
  expect(append(again, "d", by(3))).toEqual({ kind: "out-of-order" });
  expect(append(again, "c", by(2))).toEqual({ kind: "appended", baseOffset: 2 });
  expect(append(again, "e", by(0, 1))).toEqual({ kind: "appended", baseOffset: 3 });
  expect(append(again, "f", by(3, 0))).toEqual({ kind: "fenced" });
});

test("topics, records, group offsets and producer ids outlive a stop in order", async () => {
  const dataDir = temporaryDirectory();
  const first = await startBroker({ listen: "127.0.0.1:0", dataDir });
  await produce(kafkaFor(first.address), "t", [{ value: "a" }]);
  const admin = kafkaFor(first.address).admin();
  await admin.connect();
  await admin.setOffsets({ groupId: "g", topic: "t", partitions: [{ partition: 0, offset: "1" }] });
  await admin.disconnect();
  await first.stop();
  const second = await startBroker({ listen: first.address, dataDir });
  onTestFinished(() => second.stop());
  expect(second.counters()).toMatchObject({ topics: 1, messages: 1 });
  const again = kafkaFor(second.address).admin();
  await again.connect();
  onTestFinished(() => again.disconnect());
  expect((await again.fetchOffsets({ groupId: "g", topics: ["t"] }))[0]!.partitions[0]!.offset).toBe("1");
});

test("a kill while records come in loses nothing that was acknowledged, and repeats nothing", async () => {
  const dataDir = temporaryDirectory();
  const acknowledged: string[] = [];
  let address = "127.0.0.1:0";
  for (let round = 0; round < 3; round++) {
    const broker = await spawnBroker(address, dataDir);
    address = broker.address;
    const producer = kafkaFor(address).producer({
      idempotent: true,
      maxInFlightRequests: 1,
      retry: { retries: 1 },
    });
    await producer.connect();
    let killed = false;
    const sending = (async () => {
      for (let i = 0; !killed; i++) {
        const values = Array.from({ length: 20 }, (_, n) => `${round}/${i}/${n} ${"텍스트".repeat(100)}`);
        const sent = await producer
          .send({ topic: "t", messages: values.map(value => ({ value })) })
          .catch(() => undefined);
        if (!sent) return;
        acknowledged.push(...values);
      }
    })();
    await expect
      .poll(() => acknowledged.filter(value => value.startsWith(`${round}/`)).length)
      .toBeGreaterThan(200);
    await broker.kill();
    killed = true;
    await sending;
    await producer.disconnect().catch(() => undefined);
  }
  const log = open(join(dataDir, "topics/t/0"), { segmentBytes: 1e9, verify: true });
  const found = await valuesFrom(log, 0);
  const missing = new Set(acknowledged);
  for (const value of found) missing.delete(value!);
  expect([...missing]).toEqual([]);
  expect(new Set(found).size).toBe(found.length);
});

test("a second broker on the same directory is refused in words, and the directory is free after a kill", async () => {
  const dataDir = temporaryDirectory();
  const first = await spawnBroker("127.0.0.1:0", dataDir);
  await expect(startBroker({ listen: "127.0.0.1:0", dataDir })).rejects.toThrow(
    new RegExp(`${dataDir} is in use by another tweet-shell`),
  );
  await first.kill();
  const second = await startBroker({ listen: "127.0.0.1:0", dataDir });
  await expect(startBroker({ listen: "127.0.0.1:0", dataDir })).rejects.toThrow(/in use/);
  await second.stop();
  const third = await startBroker({ listen: "127.0.0.1:0", dataDir });
  await third.stop();
});

test("a port that is taken, a directory that cannot be made and a bad address are refused in words", async () => {
  const broker = await startBroker({ listen: "127.0.0.1:0", dataDir: temporaryDirectory() });
  onTestFinished(() => broker.stop());
  const dataDir = temporaryDirectory();
  await expect(startBroker({ listen: broker.address, dataDir })).rejects.toThrow(
    new RegExp(`cannot listen on ${broker.address}: something else listens there`),
  );
  // The refused one has let go of its directory.
  await (await startBroker({ listen: "127.0.0.1:0", dataDir })).stop();
  const file = join(dataDir, "file");
  writeFileSync(file, "");
  await expect(startBroker({ listen: "127.0.0.1:0", dataDir: join(file, "dir") })).rejects.toThrow(
    /cannot be written: .*ENOTDIR/,
  );
  await expect(startBroker({ listen: "nonsense", dataDir })).rejects.toThrow(/"nonsense" is no address/);
});

test("a topic half made or half deleted at a kill is not there", async () => {
  const dataDir = temporaryDirectory();
  const first = await startBroker({ listen: "127.0.0.1:0", dataDir });
  await produce(kafkaFor(first.address), "kept", [{ value: "a" }]);
  await first.stop();
  const half = join(dataDir, "topics", "half~new");
  writeFileSync(join(dataDir, "topics", "note~deleted"), "");
  mkdirSync(join(half, "0"), { recursive: true });
  const second = await startBroker({ listen: "127.0.0.1:0", dataDir });
  onTestFinished(() => second.stop());
  expect(second.counters()).toMatchObject({ topics: 1, messages: 1 });
  expect(readdirSync(join(dataDir, "topics"))).toEqual(["kept"]);
  expect(readFileSync(join(dataDir, "broker.json"), "utf8")).toContain("clusterId");
});
