import { expect, test } from "vitest";
import {
  array,
  bytes,
  compactArray,
  compactString,
  int32,
  noTags,
  string,
} from "../../../src/kafka/protocol/codec.js";
import { FrameSplitter } from "../../../src/kafka/protocol/frame.js";
import { ProtocolError, Reader } from "../../../src/kafka/protocol/reader.js";
import { VarintCursor } from "../../../src/kafka/protocol/records/varints.js";
import { Writer } from "../../../src/kafka/protocol/writer.js";
import { crc32c } from "../../../src/util/crc32c.js";
import { varint } from "../support/record-batch.js";

const from = (...bytes: number[]) => new Reader(Buffer.from(bytes));

test("CRC-32C of RFC 3720's examples", () => {
  expect(crc32c(Buffer.from("123456789"))).toBe(0xe3069283);
  expect(crc32c(Buffer.alloc(32))).toBe(0x8a9136aa);
  expect(crc32c(Buffer.alloc(32, 0xff))).toBe(0x62a8ab43);
  expect(crc32c(Buffer.from(Array.from({ length: 32 }, (_, i) => i)))).toBe(0x46dd794e);
});

test("lengths that cannot be are refused before anything is allocated", () => {
  expect(() => bytes.read(from(0x7f, 0xff, 0xff, 0xff, 1), 0)).toThrow(ProtocolError);
  expect(() => string.read(from(0x7f, 0xff, 65), 0)).toThrow(ProtocolError);
  expect(() => string.read(from(0xff, 0xff), 0)).toThrow(/null/);
  expect(() => array(int32).read(from(0x7f, 0xff, 0xff, 0xff), 0)).toThrow(ProtocolError);
  expect(() => compactArray(int32).read(from(0xff, 0xff, 0xff, 0xff, 0x0f), 0)).toThrow(ProtocolError);
  expect(() => compactString.read(from(0), 0)).toThrow(ProtocolError);
  expect(() => noTags.read(from(2, 0, 0xff, 0xff, 0x03), 0)).toThrow(ProtocolError);
  expect(() => from(0xff, 0xff, 0xff, 0xff, 0xff, 0x01).unsignedVarint()).toThrow(ProtocolError);
});

test("varints and varlongs come back exactly, at their edges too", () => {
  for (const value of [0, 1, -1, 63, 64, -64, -65, 8191, 8192, 2 ** 31 - 1, -(2 ** 31)]) {
    const encoded = varint(BigInt(value));
    expect(new VarintCursor(encoded, 0, encoded.length).int()).toBe(value);
  }
  for (const value of [0, 1, -1, 2 ** 31, -(2 ** 31) - 1, 2 ** 47 + 12345, 2 ** 52, -(2 ** 52)]) {
    const encoded = varint(BigInt(value));
    expect(new VarintCursor(encoded, 0, encoded.length).long()).toBe(value);
  }
  const cut = varint(300n).subarray(0, 1);
  expect(() => new VarintCursor(cut, 0, 1).int()).toThrow(ProtocolError);
  expect(() => new VarintCursor(Buffer.alloc(20, 0xff), 0, 20).int()).toThrow(ProtocolError);
  expect(() => new VarintCursor(Buffer.alloc(20, 0xff), 0, 20).long()).toThrow(ProtocolError);
});

test("a writer passes large bytes on without copying them, in their place", () => {
  const large = Buffer.alloc(10_000, 7);
  const to = new Writer();
  to.int32(1);
  bytes.write(to, large, 0);
  string.write(to, "끝", 0);
  const chunks = to.chunks();
  expect(chunks).toContain(large);
  const reader = new Reader(Buffer.concat(chunks));
  expect([reader.int32(), bytes.read(reader, 0).length, string.read(reader, 0)]).toEqual([1, 10_000, "끝"]);
});

test("frames are cut the same however the bytes arrive", () => {
  const messages = ["", "a", "bb".repeat(100), "c".repeat(70_000)].map(text => Buffer.from(text));
  const stream = Buffer.concat(
    messages.flatMap(message => {
      const length = Buffer.alloc(4);
      length.writeInt32BE(message.length);
      return [length, message];
    }),
  );
  for (const step of [1, 3, 7, 1000, stream.length]) {
    const splitter = new FrameSplitter(100_000);
    const got: string[] = [];
    for (let at = 0; at < stream.length; at += step)
      for (const frame of splitter.push(stream.subarray(at, at + step))) got.push(frame.toString());
    expect(got).toEqual(messages.map(String));
  }
});

test("a frame longer than allowed, or of a negative length, is refused at once", () => {
  expect(() => [...new FrameSplitter(1000).push(Buffer.from([0, 0, 4, 0]))]).toThrow(ProtocolError);
  expect(() => [...new FrameSplitter(1000).push(Buffer.from("GET / HTTP/1.1\r\n"))]).toThrow(ProtocolError);
  expect(() => [...new FrameSplitter(1000).push(Buffer.alloc(4, 0xff))]).toThrow(ProtocolError);
});

test("a writer grows wherever its buffer ends", () => {
  for (let before = 500; before < 520; before++) {
    const to = new Writer();
    const expected: number[] = [];
    for (let i = 0; i < before; i++) {
      to.int8(i & 0x7f);
      expected.push(i & 0x7f);
    }
    to.int64(-2n);
    to.unsignedVarint(300);
    to.bytes(Buffer.alloc(2000, 9));
    to.int16(5);
    const all = Buffer.concat(to.chunks());
    expect([...all.subarray(0, before)]).toEqual(expected);
    expect(all.readBigInt64BE(before)).toBe(-2n);
    expect([...all.subarray(before + 8, before + 10)]).toEqual([0xac, 0x02]);
    expect(all.subarray(before + 10, -2).every(byte => byte === 9)).toBe(true);
    expect(all.readInt16BE(all.length - 2)).toBe(5);
    expect(to.length).toBe(all.length);
  }
});
