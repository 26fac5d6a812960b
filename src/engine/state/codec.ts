import { VariantValue } from "../../types/variant.js";
import { UserError } from "../../util/errors.js";

/**
 * Plain data as bytes: what keys, rows and aggregates' states are made of. Each value is a byte that says its kind, then
 * its content; small whole numbers are one byte in all. Equal values have equal bytes, so encoded keys can be compared.
 */
const NULL = 0;
const UNDEFINED = 1;
const FALSE = 2;
const TRUE = 3;
const INT = 4;
const DOUBLE = 5;
const BIGINT64 = 6;
const BIGINT = 7;
const STRING = 8;
const BYTES = 9;
const ARRAY = 10;
const OBJECT = 11;
const MAP = 12;
const TYPED = 13;
const VARIANT = 14;
const SET = 15;
const DATE = 16;
/** From here on the byte is the number itself, plus this. */
const SMALL = 128;

const typedArrays = [
  Int8Array,
  Int16Array,
  Int32Array,
  Uint16Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
];

/** Writes values one after the other into a buffer that grows. */
export class StateWriter {
  private bytes = Buffer.allocUnsafe(256);
  private at = 0;

  /** What has been written since the last call; valid until the next value is written. */
  take(): Buffer {
    const taken = this.bytes.subarray(0, this.at);
    this.at = 0;
    return taken;
  }

  write(value: unknown): this {
    switch (typeof value) {
      case "number":
        this.number(value);
        return this;
      case "string":
        this.tag(STRING);
        this.text(value);
        return this;
      case "bigint":
        this.bigint(value);
        return this;
      case "boolean":
        this.tag(value ? TRUE : FALSE);
        return this;
      case "undefined":
        this.tag(UNDEFINED);
        return this;
    }
    this.object(value as object | null);
    return this;
  }

  private number(value: number): void {
    if (Number.isInteger(value) && Math.abs(value) < 2 ** 31 && !Object.is(value, -0)) {
      this.reserve(5);
      if (value >= 0 && value < SMALL) {
        this.bytes[this.at++] = SMALL + value;
        return;
      }
      this.bytes[this.at++] = INT;
      this.at = this.bytes.writeInt32LE(value, this.at);
      return;
    }
    this.reserve(9);
    this.bytes[this.at++] = DOUBLE;
    this.at = this.bytes.writeDoubleLE(value, this.at);
  }

  private bigint(value: bigint): void {
    this.reserve(9);
    if (BigInt.asIntN(64, value) === value) {
      this.bytes[this.at++] = BIGINT64;
      this.at = this.bytes.writeBigInt64LE(value, this.at);
    } else {
      this.bytes[this.at++] = BIGINT;
      this.text(value.toString());
    }
  }

  private object(value: object | null): void {
    if (value === null) this.tag(NULL);
    else if (Array.isArray(value)) {
      this.tag(ARRAY);
      this.length(value.length);
      for (const each of value) this.write(each);
    } else if (value instanceof Uint8Array) {
      this.tag(BYTES);
      this.raw(value);
    } else if (value instanceof Map) {
      this.tag(MAP);
      this.length(value.size);
      for (const [key, each] of value) this.write(key).write(each);
    } else if (value instanceof Set) {
      this.tag(SET);
      this.length(value.size);
      for (const each of value) this.write(each);
    } else if (value instanceof Date) {
      this.tag(DATE);
      this.number(value.getTime());
    } else if (ArrayBuffer.isView(value)) {
      this.tag(TYPED);
      this.tag(typedArrays.findIndex(type => value instanceof type));
      this.raw(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    } else if (value instanceof VariantValue) {
      this.tag(VARIANT);
      this.write(value.type).write(value.value);
    } else {
      if (Object.getPrototypeOf(value) !== Object.prototype)
        throw new UserError(
          `State is plain data (numbers, bigints, strings, arrays, objects, Map, Set, Date); a ${value.constructor.name} cannot be kept.`,
        );
      const entries = Object.entries(value);
      this.tag(OBJECT);
      this.length(entries.length);
      for (const [name, each] of entries) {
        this.text(name);
        this.write(each);
      }
    }
  }

  private tag(byte: number): void {
    this.reserve(1);
    this.bytes[this.at++] = byte;
  }

  private length(count: number): void {
    this.reserve(5);
    this.at = writeVarint(this.bytes, this.at, count);
  }

  private text(text: string): void {
    const size = Buffer.byteLength(text);
    this.length(size);
    this.reserve(size);
    this.at += this.bytes.write(text, this.at);
  }

  private raw(bytes: Uint8Array): void {
    this.length(bytes.length);
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }

  private reserve(count: number): void {
    if (this.at + count <= this.bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.at + count));
    this.bytes.copy(grown, 0, 0, this.at);
    this.bytes = grown;
  }
}

/** Reads back what a `StateWriter` wrote. Byte values are copies. */
export class StateReader {
  private at = 0;
  private bytes: Buffer = Buffer.alloc(0);

  /** The one value that these bytes are. */
  decode(bytes: Buffer): unknown {
    return this.from(bytes).read();
  }

  from(bytes: Buffer): this {
    this.bytes = bytes;
    this.at = 0;
    return this;
  }

  read(): unknown {
    const tag = this.bytes[this.at++]!;
    if (tag >= SMALL) return tag - SMALL;
    switch (tag) {
      case NULL:
        return null;
      case UNDEFINED:
        return undefined;
      case FALSE:
        return false;
      case TRUE:
        return true;
      case INT:
        return this.bytes.readInt32LE(this.skip(4));
      case DOUBLE:
        return this.bytes.readDoubleLE(this.skip(8));
      case BIGINT64:
        return this.bytes.readBigInt64LE(this.skip(8));
      case BIGINT:
        return BigInt(this.text());
      case STRING:
        return this.text();
      case BYTES:
        return Uint8Array.from(this.raw());
      case ARRAY:
        return Array.from({ length: this.length() }, () => this.read());
      case OBJECT: {
        const object: Record<string, unknown> = {};
        for (let count = this.length(); count > 0; count--) object[this.text()] = this.read();
        return object;
      }
      case MAP: {
        const map = new Map<unknown, unknown>();
        for (let count = this.length(); count > 0; count--) map.set(this.read(), this.read());
        return map;
      }
      case SET:
        return new Set(Array.from({ length: this.length() }, () => this.read()));
      case DATE:
        return new Date(this.read() as number);
      case TYPED: {
        const type = typedArrays[this.bytes[this.at++]!]!;
        return new type(Uint8Array.from(this.raw()).buffer);
      }
      case VARIANT:
        return new VariantValue(this.read() as VariantValue["type"], this.read() as VariantValue["value"]);
      default:
        throw new RangeError(`state of kind ${tag} is not known`);
    }
  }

  /** Goes on behind `count` bytes. @returns where they began */
  private skip(count: number): number {
    this.at += count;
    return this.at - count;
  }

  private length(): number {
    const length = readVarint(this.bytes, this.at);
    this.at += varintSize(length);
    return length;
  }

  private raw(): Buffer {
    const from = this.skip(this.length());
    return this.bytes.subarray(from, this.at);
  }

  private text(): string {
    const from = this.skip(this.length());
    return this.bytes.toString("utf8", from, this.at);
  }
}

/** Seven bits a byte, the low ones first. @returns the place behind it */
export function writeVarint(bytes: Buffer, at: number, value: number): number {
  let rest = value;
  while (rest >= 128) {
    bytes[at++] = (rest % 128) | 128;
    rest = Math.floor(rest / 128);
  }
  bytes[at++] = rest;
  return at;
}

export function readVarint(bytes: Buffer, at: number): number {
  let value = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = bytes[at++]!;
    value += (byte & 127) * scale;
    if (byte < 128) return value;
  }
}

export function varintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size++;
  return size;
}
