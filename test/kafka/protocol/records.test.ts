import { describe, expect, test } from "vitest";
import { codecOf } from "../../../src/kafka/protocol/compression/codecs.js";
import { ProtocolError } from "../../../src/kafka/protocol/reader.js";
import { decodeRecords, nextOffset } from "../../../src/kafka/protocol/records/decode.js";
import { rowsOf, valuesOf } from "../support/columns.js";
import { recordBatch } from "../support/record-batch.js";

const T = 1_700_000_000_000;

describe("record batches", () => {
  test("become columns: keys, values, nulls, empty ones, offsets and times", async () => {
    const bytes = recordBatch(
      [
        { key: "kim", value: "안녕하세요 🎉\n둘째 줄" },
        { key: null, value: null, timestampDelta: -5 },
        { key: "", value: "", timestampDelta: 70_000_000_000 },
      ],
      { baseOffset: 2 ** 40, timestamp: T },
    );
    const { columns, next } = await decodeRecords(bytes, { from: 0 });
    expect(columns.map(rowsOf)).toEqual([
      [
        { offset: 2 ** 40, timestamp: T, key: "kim", value: "안녕하세요 🎉\n둘째 줄" },
        { offset: 2 ** 40 + 1, timestamp: T - 5, key: null, value: null },
        { offset: 2 ** 40 + 2, timestamp: T + 70_000_000_000, key: "", value: "" },
      ],
    ]);
    expect(next).toBe(2 ** 40 + 3);
    expect(nextOffset(bytes)).toBe(2 ** 40 + 3);
  });

  test("a time of -1, which says that there is none, stays exact", async () => {
    const { columns } = await decodeRecords(recordBatch([{ value: "a" }], { timestamp: -1 }), { from: 0 });
    expect(columns[0]!.timestamps).toEqual(BigInt64Array.of(-1n));
  });

  test("several batches make one chunk, and records before the asked offset are left out", async () => {
    const bytes = Buffer.concat([
      recordBatch([{ value: "a" }, { value: "b" }], { baseOffset: 10 }),
      recordBatch([{ value: "c" }, { value: "d" }], { baseOffset: 12 }),
    ]);
    const { columns } = await decodeRecords(bytes, { from: 11 });
    expect(columns.length).toBe(1);
    expect(valuesOf(columns)).toEqual(["b", "c", "d"]);
  });

  test("a batch that is cut off waits for the next fetch", async () => {
    const first = recordBatch([{ value: "a" }]);
    const second = recordBatch([{ value: "b" }], { baseOffset: 1 });
    for (const cut of [1, 11, 12, 60, 61, second.length - 1]) {
      const bytes = Buffer.concat([first, second.subarray(0, cut)]);
      const { columns, next } = await decodeRecords(bytes, { from: 0 });
      expect(valuesOf(columns)).toEqual(["a"]);
      expect(next).toBe(1);
    }
  });

  test("the broker's time stands for all records of a batch that has it", async () => {
    const { columns } = await decodeRecords(
      recordBatch([{ value: "a" }, { value: "b", timestampDelta: 9 }], { attributes: 8, timestamp: T }),
      { from: 0 },
    );
    expect(columns[0]!.timestampType).toBe(1);
    expect(columns[0]!.timestamps).toEqual(BigInt64Array.of(BigInt(T + 9), BigInt(T + 9)));
  });

  test("headers come when asked for", async () => {
    const bytes = recordBatch([
      {
        value: "a",
        headers: [
          ["언어", "ko"],
          ["none", null],
        ],
      },
      { value: "b" },
    ]);
    expect((await decodeRecords(bytes, { from: 0 })).columns[0]!.headers).toBeUndefined();
    const { columns } = await decodeRecords(bytes, { from: 0, headers: true });
    expect(columns[0]!.headers).toEqual([
      [
        { key: "언어", value: new Uint8Array(Buffer.from("ko")) },
        { key: "none", value: null },
      ],
      [],
    ]);
  });

  test("control batches and aborted transactions are left out, what came after them is not", async () => {
    const control = (type: number) => ({ baseOffset: 0, attributes: 32 | 16, producerId: 7, type });
    const marker = (baseOffset: number, type: number) => {
      const batch = recordBatch([{ key: "\0\0\0\0", value: "" }], { ...control(type), baseOffset });
      batch[61 + 8] = type;
      return batch;
    };
    const transactional = { attributes: 16, producerId: 7 };
    const bytes = Buffer.concat([
      recordBatch([{ value: "aborted" }], { ...transactional, baseOffset: 0 }),
      recordBatch([{ value: "other" }], { baseOffset: 1 }),
      marker(2, 0),
      recordBatch([{ value: "committed" }], { ...transactional, baseOffset: 3 }),
      marker(4, 1),
    ]);
    const aborted = [{ producerId: 7n, firstOffset: 0n }];
    const committed = await decodeRecords(bytes, { from: 0, aborted });
    expect(valuesOf(committed.columns)).toEqual(["other", "committed"]);
    expect(committed.next).toBe(5);
    const all = await decodeRecords(bytes, { from: 0 });
    expect(valuesOf(all.columns)).toEqual(["aborted", "other", "committed"]);
  });

  test.each([
    [1, "gzip"],
    [2, "snappy"],
    [3, "lz4"],
    [4, "zstd"],
  ])("compressed with %i (%s), beside a batch that is not", async type => {
    const codec = await codecOf(type);
    const packed = await codec.compress(Buffer.from("x".repeat(200_000) + Math.random()));
    expect(packed.length).toBeLessThan(50_000);
    const long = "긴 글 ".repeat(30_000);
    let compressed: Uint8Array = Buffer.alloc(0);
    const plain = recordBatch([{ value: long }, { value: "second" }]).subarray(61);
    compressed = await codec.compress(plain);
    const bytes = Buffer.concat([
      recordBatch([{ value: long }, { value: "second" }], { attributes: type, compress: () => compressed }),
      recordBatch([{ value: "plain" }], { baseOffset: 2 }),
    ]);
    const { columns } = await decodeRecords(bytes, { from: 0, checkCrcs: true });
    expect(valuesOf(columns)).toEqual([long, "second", "plain"]);
  });

  test("a byte that changed on the way is found when checksums are asked for", async () => {
    const bytes = recordBatch([{ value: "a".repeat(100) }], { baseOffset: 5 });
    bytes[100]! ^= 1;
    await expect(decodeRecords(bytes, { from: 0, checkCrcs: true })).rejects.toThrow(/offset 5 .*checksum/);
  });

  test("the formats before v2 are refused by name", async () => {
    const bytes = recordBatch([{ value: "a" }]);
    bytes[16] = 1;
    await expect(decodeRecords(bytes, { from: 0 })).rejects.toThrow(/old format v1/);
  });

  test("bytes that anybody may have written end in an error or in rows within the bytes, never in more", async () => {
    const bytes = recordBatch([
      { key: "k", value: "value", headers: [["h", "v"]] },
      { key: null, value: "x".repeat(300) },
    ]);
    let random = 12345;
    const next = (below: number) => {
      random = (Math.imul(random, 1103515245) + 12345) >>> 0;
      return (random >>> 8) % below;
    };
    let refused = 0;
    for (let round = 0; round < 4000; round++) {
      const hostile = Buffer.from(bytes);
      for (let changes = 1 + next(4); changes > 0; changes--)
        hostile[21 + next(bytes.length - 21)] = next(256);
      hostile.writeInt16BE(hostile.readInt16BE(21) & ~7, 21); // uncompressed: the codecs have their own test
      try {
        for (const columns of (await decodeRecords(hostile, { from: -Infinity, headers: true })).columns)
          for (let row = 0; row < columns.count; row++) {
            expect(columns.keyEnd[row]).toBeLessThanOrEqual(hostile.length);
            expect(columns.valueEnd[row]).toBeLessThanOrEqual(hostile.length);
          }
      } catch (error) {
        expect(error).toBeInstanceOf(ProtocolError);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(100);
  });
});
