import * as types from "../../types/index.js";
import { StructField, StructType, type Value, VariantValue } from "../../types/index.js";

/** The physical types of short values, by number (https://github.com/apache/spark/blob/master/common/variant/README.md). */
const VARIANT = types.VariantType;

type Reader = (view: DataView, at: number) => VariantValue;
const of = (type: types.DataType, value: Value) => new VariantValue(type, value);

const primitives: Readonly<Record<number, Reader>> = {
  0: () => of(types.VoidType, null),
  1: () => of(types.BooleanType, true),
  2: () => of(types.BooleanType, false),
  3: (view, at) => of(types.LongType, BigInt(view.getInt8(at))),
  4: (view, at) => of(types.LongType, BigInt(view.getInt16(at, true))),
  5: (view, at) => of(types.LongType, BigInt(view.getInt32(at, true))),
  6: (view, at) => of(types.LongType, view.getBigInt64(at, true)),
  7: (view, at) => of(types.DoubleType, view.getFloat64(at, true)),
  8: (view, at) => decimal(view.getUint8(at), BigInt(view.getInt32(at + 1, true))),
  9: (view, at) => decimal(view.getUint8(at), view.getBigInt64(at + 1, true)),
  10: (view, at) =>
    decimal(view.getUint8(at), (view.getBigInt64(at + 9, true) << 64n) | view.getBigUint64(at + 1, true)),
  11: (view, at) => of(types.DateType, view.getInt32(at, true)),
  12: (view, at) => of(types.TimestampType, view.getBigInt64(at, true)),
  13: (view, at) => of(types.TimestampNTZType, view.getBigInt64(at, true)),
  14: (view, at) => of(types.FloatType, view.getFloat32(at, true)),
  15: (view, at) => of(types.BinaryType, slice(view, at + 4, view.getUint32(at, true))),
  16: (view, at) => of(types.StringType, text(slice(view, at + 4, view.getUint32(at, true)))),
};

/** A VARIANT from its two parts: the value, and the names of the fields within. */
export function decodeVariant(value: Uint8Array, metadata: Uint8Array): VariantValue {
  return read(viewOf(value), 0, namesOf(viewOf(metadata)));
}

function read(view: DataView, at: number, names: readonly string[]): VariantValue {
  const header = view.getUint8(at);
  const detail = header >> 2;
  switch (header & 3) {
    case 0: {
      const reader = primitives[detail];
      if (!reader) throw new Error(`a variant of the unknown type ${detail}`);
      return reader(view, at + 1);
    }
    case 1:
      return of(types.StringType, text(slice(view, at + 1, detail)));
    case 2: {
      const [offsetSize, idSize, isLarge] = [(detail & 3) + 1, ((detail >> 2) & 3) + 1, detail & 16];
      const count = isLarge ? view.getUint32(at + 1, true) : view.getUint8(at + 1);
      const ids = at + 1 + (isLarge ? 4 : 1);
      const offsets = ids + count * idSize;
      const data = offsets + (count + 1) * offsetSize;
      const fields = Array.from({ length: count }, (_, i) => ({
        name: names[unsigned(view, ids + i * idSize, idSize)]!,
        value: read(view, data + unsigned(view, offsets + i * offsetSize, offsetSize), names),
      }));
      const type = new StructType(fields.map(({ name }) => new StructField(name, VARIANT)));
      return of(
        type,
        fields.map(field => field.value),
      );
    }
    default: {
      const [offsetSize, isLarge] = [(detail & 3) + 1, detail & 4];
      const count = isLarge ? view.getUint32(at + 1, true) : view.getUint8(at + 1);
      const offsets = at + 1 + (isLarge ? 4 : 1);
      const data = offsets + (count + 1) * offsetSize;
      const items = Array.from({ length: count }, (_, i) =>
        read(view, data + unsigned(view, offsets + i * offsetSize, offsetSize), names),
      );
      return of(types.ArrayType(VARIANT), items);
    }
  }
}

function namesOf(view: DataView): string[] {
  const size = (view.getUint8(0) >> 6) + 1;
  const count = unsigned(view, 1, size);
  const offset = (i: number) => unsigned(view, 1 + size + i * size, size);
  const data = 1 + size + (count + 1) * size;
  return Array.from({ length: count }, (_, i) =>
    text(slice(view, data + offset(i), offset(i + 1) - offset(i))),
  );
}

function decimal(scale: number, unscaled: bigint): VariantValue {
  const digits = String(unscaled < 0n ? -unscaled : unscaled).length;
  return of(types.DecimalType(Math.max(digits, scale), scale), unscaled);
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  new DataView(buffer, byteOffset, byteLength);
const slice = (view: DataView, at: number, length: number) =>
  new Uint8Array(view.buffer, view.byteOffset + at, length);
const text = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");

function unsigned(view: DataView, at: number, size: number): number {
  let value = 0;
  for (let i = size - 1; i >= 0; i--) value = value * 256 + view.getUint8(at + i);
  return value;
}
