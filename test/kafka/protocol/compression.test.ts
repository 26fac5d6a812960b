import { expect, test } from "vitest";
import { codecOf } from "../../../src/kafka/protocol/compression/codecs.js";

const types = [1, 2, 3, 4];

test.each(types)("type %i gives back what it was given, from nothing to megabytes", async type => {
  const { compress, decompress } = await codecOf(type);
  const random = Buffer.from(
    Array.from({ length: 100_000 }, (_, i) => (Math.imul(i, 2654435761) >>> 24) & 255),
  );
  const edges = Array.from({ length: 40 }, (_, n) => Buffer.from("ab".repeat(n)));
  for (const bytes of [...edges, Buffer.from("한글 ".repeat(500_000)), random]) {
    const packed = await compress(bytes);
    expect(Buffer.compare(Buffer.from(await decompress(packed)), bytes)).toBe(0);
  }
});

test("a view into a larger buffer is packed and unpacked as itself", async () => {
  const around = Buffer.from(`before${"inside".repeat(1000)}after`);
  const view = around.subarray(6, 6 + 6000);
  for (const type of types) {
    const { compress, decompress } = await codecOf(type);
    const packed = Buffer.concat([Buffer.from("xx"), await compress(view)]);
    expect(Buffer.from(await decompress(packed.subarray(2))).toString()).toBe("inside".repeat(1000));
  }
});

test("snappy without Java's framing, as librdkafka writes it, is read too", async () => {
  const { decompress } = await codecOf(2);
  // "aaaaaaaaaa": length 10, a literal of one byte, a copy of nine from one byte before
  const bare = Buffer.from([10, 0x00, 0x61, 0x15, 0x01]);
  expect(Buffer.from(await decompress(bare)).toString()).toBe("a".repeat(10));
});

test.each(types)("type %i refuses what is not its own, and what is cut off", async type => {
  const { compress, decompress } = await codecOf(type);
  const packed = Buffer.from(
    await compress(Buffer.from("some text that is long enough to be packed, packed, packed")),
  );
  const run = async (bytes: Buffer) => decompress(bytes);
  await expect(run(Buffer.from("no such thing at all"))).rejects.toThrow();
  const cut = await run(packed.subarray(0, packed.length - 8)).catch(() => undefined);
  expect(Buffer.from(cut ?? []).toString()).not.toContain("packed, packed, packed");
});

test("an unknown type is refused", () => {
  expect(() => codecOf(5)).toThrow(/compression type 5/);
});

test("zstd frames that claim a size beyond all measure are refused before it is allocated", async () => {
  const { decompress } = await codecOf(4);
  const frame = Buffer.alloc(32);
  frame.writeUInt32LE(0xfd2fb528, 0);
  frame[4] = 0xe0; // single segment, eight bytes of content size
  frame.writeBigUInt64LE(2n ** 40n, 5);
  await expect((async () => decompress(frame))()).rejects.toThrow();
});
