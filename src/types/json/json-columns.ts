import type { DataType } from "../data-type.js";
import type { Value } from "../value.js";
import { BytesVector } from "../vector/bytes-vector.js";
import { LongVector } from "../vector/long-vector.js";
import { NumberVector } from "../vector/number-vector.js";
import { ValueVector } from "../vector/value-vector.js";
import type { Nulls, Vector } from "../vector/vector.js";
import type { JsonBytes } from "./json-bytes.js";
import { JsonCursor } from "./json-cursor.js";
import { fieldReader, type JsonReadOptions, type Reader } from "./json-rows.js";

/** A column that values are read into, straight from bytes. Rows that are not set are NULL. */
export interface JsonColumn {
  /** Reads the value that is next; false where it is no plain value of the type. */
  read(bytes: JsonBytes, row: number): boolean;
  set(row: number, value: Value): void;
  /** After a row's last `read`. */
  close(row: number): void;
  /** Makes room for this many rows. */
  grow(rows: number): void;
  finish(length: number): Vector;
}

export function jsonColumn(type: DataType, options: JsonReadOptions, data: Buffer, rows: number): JsonColumn {
  switch (type.kind) {
    case "long":
      return new LongColumn(type, rows);
    case "integer":
      return new NumberColumn(type, new Int32Array(rows), integerWithin(2_147_483_647));
    case "short":
      return new NumberColumn(type, new Int32Array(rows), integerWithin(32_767));
    case "byte":
      return new NumberColumn(type, new Int32Array(rows), integerWithin(127));
    case "double":
      return new NumberColumn(type, new Float64Array(rows), bytes => bytes.number());
    case "float":
      return new NumberColumn(type, new Float64Array(rows), bytes => Math.fround(bytes.number()));
    case "string":
      return new TextColumn(data, rows);
    default:
      return new ValueColumn(type, fieldReader(type, options));
  }
}

function enlarged<T extends Int32Array | Float64Array | Uint8Array>(array: T, length: number): T {
  const larger = new (array.constructor as new (length: number) => T)(length);
  larger.set(array);
  return larger;
}

/** Which rows have a value. */
abstract class Marked {
  protected present: Uint8Array;

  constructor(rows: number) {
    this.present = new Uint8Array(rows);
  }

  close(): void {}

  grow(rows: number): void {
    this.present = enlarged(this.present, rows);
  }

  protected nulls(length: number): Nulls {
    const present = this.present.subarray(0, length);
    return present.includes(0) ? present.map(each => 1 - each) : null;
  }
}

const LOW = 2 ** 32;

/** 64-bit integers as pairs of words: the low one first, as typed arrays have it on every machine that Node runs on. */
class LongColumn extends Marked implements JsonColumn {
  private words: Int32Array;

  constructor(
    private readonly type: DataType,
    rows: number,
  ) {
    super(rows);
    this.words = new Int32Array(rows * 2);
  }

  read(bytes: JsonBytes, row: number): boolean {
    if (bytes.isNull()) {
      this.present[row] = 0;
      return true;
    }
    if (!bytes.integer()) return false;
    const { start, end } = bytes;
    this.present[row] = 1;
    if (end - start > 15) return this.readLong(bytes, row);
    const value = bytes.isNegative ? -bytes.valueOf(start, end) : bytes.valueOf(start, end);
    const high = Math.floor(value / LOW);
    this.words[row * 2] = value - high * LOW;
    this.words[row * 2 + 1] = high;
    return true;
  }

  /** Up to 19 digits, as the ones before the last nine and those: every step of the sum is exact. */
  private readLong(bytes: JsonBytes, row: number): boolean {
    const { start, end } = bytes;
    if (end - start > 19) return false;
    const front = bytes.valueOf(start, end - 9);
    const upper = Math.floor(front / 65_536) * 1e9;
    const lower = (front % 65_536) * 1e9 + bytes.valueOf(end - 9, end) + (upper % 65_536) * 65_536;
    const high = Math.floor(upper / 65_536) + Math.floor(lower / LOW);
    if (high > 0x7fffffff) return false;
    const low = lower % LOW;
    const isNegative = bytes.isNegative;
    this.words[row * 2] = isNegative ? -low : low;
    this.words[row * 2 + 1] = isNegative ? ~high + (low === 0 ? 1 : 0) : high;
    return true;
  }

  set(row: number, value: Value): void {
    this.present[row] = value === null ? 0 : 1;
    if (value === null) return;
    this.words[row * 2] = Number(BigInt.asIntN(32, value as bigint));
    this.words[row * 2 + 1] = Number((value as bigint) >> 32n);
  }

  override grow(rows: number): void {
    super.grow(rows);
    this.words = enlarged(this.words, rows * 2);
  }

  finish(length: number): Vector {
    return new LongVector(this.type, new BigInt64Array(this.words.buffer, 0, length), this.nulls(length));
  }
}

const integerWithin = (most: number) => (bytes: JsonBytes) => {
  if (!bytes.integer() || bytes.end - bytes.start > 10) return Number.NaN;
  const value = bytes.valueOf(bytes.start, bytes.end);
  if (value > most) return Number.NaN;
  return bytes.isNegative ? -value : value;
};

class NumberColumn<T extends Int32Array | Float64Array> extends Marked implements JsonColumn {
  constructor(
    private readonly type: DataType,
    private values: T,
    private readonly number: (bytes: JsonBytes) => number,
  ) {
    super(values.length);
  }

  read(bytes: JsonBytes, row: number): boolean {
    if (bytes.isNull()) {
      this.present[row] = 0;
      return true;
    }
    const value = this.number(bytes);
    this.values[row] = value;
    this.present[row] = 1;
    return !Number.isNaN(value);
  }

  set(row: number, value: Value): void {
    this.present[row] = value === null ? 0 : 1;
    if (value !== null) this.values[row] = value as number;
  }

  override grow(rows: number): void {
    super.grow(rows);
    this.values = enlarged(this.values, rows);
  }

  finish(length: number): Vector {
    return new NumberVector(this.type, this.values.subarray(0, length), this.nulls(length));
  }
}

/** Strings where they stand in the file. Those with escapes are written over by what they say, which is never longer. */
class TextColumn implements JsonColumn {
  private start: Int32Array;
  private end: Int32Array;
  private isEscaped = false;
  /** Once a value did not come from the bytes. */
  private others: Map<number, string> | null = null;

  constructor(
    private readonly data: Buffer,
    rows: number,
  ) {
    this.start = new Int32Array(rows).fill(-1);
    this.end = new Int32Array(rows);
  }

  read(bytes: JsonBytes, row: number): boolean {
    this.isEscaped = false;
    if (bytes.string()) {
      this.start[row] = bytes.start;
      this.end[row] = bytes.end;
      this.isEscaped = bytes.escaped;
      return !this.isEscaped || this.decoded(row) !== undefined;
    }
    const { at } = bytes;
    const isNull = bytes.isNull();
    // What is no string is its own text.
    if (!isNull && !bytes.skip()) return false;
    this.start[row] = isNull ? -1 : at;
    this.end[row] = bytes.at;
    return true;
  }

  close(row: number): void {
    if (!this.isEscaped) return;
    this.isEscaped = false;
    const start = this.start[row]!;
    this.end[row] = start + this.data.write(this.decoded(row)!, start);
  }

  private decoded(row: number): string | undefined {
    try {
      const text = this.data.toString("utf8", this.start[row]! - 1, this.end[row]! + 1);
      const decoded = new JsonCursor(text).string();
      // Halves of surrogate pairs have no UTF-8.
      return /\p{Surrogate}/u.test(decoded) ? undefined : decoded;
    } catch {
      return undefined;
    }
  }

  set(row: number, value: Value): void {
    this.isEscaped = false;
    this.start[row] = -1;
    if (value === null) return;
    this.others ??= new Map();
    this.others.set(row, value as string);
  }

  grow(rows: number): void {
    const { length } = this.start;
    this.start = enlarged(this.start, rows).fill(-1, length);
    this.end = enlarged(this.end, rows);
  }

  finish(length: number): Vector {
    const type = { kind: "string" } as const;
    const vector = new BytesVector(
      type,
      this.data,
      this.start.subarray(0, length),
      this.end.subarray(0, length),
    );
    const { others } = this;
    if (!others) return vector;
    return new ValueVector(
      type,
      Array.from({ length }, (_, i) => others.get(i) ?? vector.get(i)),
    );
  }
}

/** Any other type: its text is passed over and then read as text is. */
class ValueColumn implements JsonColumn {
  private readonly values: Value[] = [];

  constructor(
    private readonly type: DataType,
    private readonly readText: Reader,
  ) {}

  read(bytes: JsonBytes, row: number): boolean {
    const { at } = bytes;
    if (!bytes.skip()) return false;
    let fits = true;
    this.values[row] = this.readText(new JsonCursor(bytes.data.toString("utf8", at, bytes.at)), () => {
      fits = false;
    });
    return fits;
  }

  set(row: number, value: Value): void {
    this.values[row] = value;
  }

  close(): void {}

  grow(): void {}

  finish(length: number): Vector {
    return new ValueVector(
      this.type,
      Array.from({ length }, (_, i) => this.values[i] ?? null),
    );
  }
}
