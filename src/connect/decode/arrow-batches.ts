import * as arrow from "apache-arrow";
import type { DataType, StructType, TypeKind, Value } from "../../types/index.js";
import {
  BytesVector,
  type ColumnBatch,
  LazyVector,
  LongVector,
  type Nulls,
  NumberVector,
  ValueVector,
  type Vector,
} from "../../types/vector/index.js";
import { decodeVariant } from "./variant.js";

type Of<K extends TypeKind> = Extract<DataType, { kind: K }>;
type Decoder<T extends DataType = DataType> = (data: arrow.Data, type: T) => Vector;

/** The batches of an Arrow stream as ours. Numbers and text are taken over as they lie. */
export function decodeBatches(bytes: Uint8Array, schema: StructType): ColumnBatch[] {
  const reader = arrow.RecordBatchReader.from(bytes);
  return [...reader].map(batch => ({
    length: batch.numRows,
    columns: schema.fields.map(({ dataType }, i) => decodeColumn(batch.data.children[i]!, dataType)),
  }));
}

function decodeColumn(data: arrow.Data, type: DataType): Vector {
  return (decoders[type.kind] as Decoder)(data, type);
}

const integers: Decoder = (data, type) =>
  new NumberVector(type, Int32Array.from(valuesOf(data) as Int32Array), nullsOf(data));
const floats: Decoder = (data, type) =>
  new NumberVector(type, Float64Array.from(valuesOf(data) as Float64Array), nullsOf(data));
const longs: Decoder = (data, type) =>
  new LongVector(type, aligned(valuesOf(data) as BigInt64Array), nullsOf(data));

const bytes: Decoder<Of<"string" | "binary">> = (data, type) => {
  const { valueOffsets: offsets, values, offset, length } = data;
  // A type that is not known here comes as something else.
  if (!offsets) return textOf(data);
  const start = new Int32Array(length);
  const end = new Int32Array(length);
  const nulls = nullsOf(data);
  for (let i = 0; i < length; i++) {
    start[i] = nulls?.[i] ? -1 : offsets[i]!;
    end[i] = offsets[i + 1]!;
  }
  const { buffer, byteOffset, byteLength } = values as Uint8Array;
  return offset >= 0
    ? new BytesVector(type, Buffer.from(buffer, byteOffset, byteLength), start, end)
    : textOf(data);
};

const decoders: { readonly [K in TypeKind]: Decoder<Of<K>> } = {
  void: (data, type) => new ValueVector(type, new Array(data.length).fill(null)),
  boolean: (data, type) => {
    const { offset } = data;
    const bits = data.values as Uint8Array;
    return byRow(data, type, i => (bits[(offset + i) >> 3]! & (1 << ((offset + i) & 7))) !== 0);
  },
  byte: integers,
  short: integers,
  integer: integers,
  date: integers,
  yearmonth: integers,
  float: floats,
  double: floats,
  long: longs,
  timestamp: longs,
  timestamp_ntz: longs,
  daytime: longs,
  time: longs,
  string: bytes,
  binary: bytes,
  decimal: (data, type) => {
    const words = valuesOf(data) as Uint32Array;
    return byRow(data, type, i => {
      const at = i * 4;
      const low = (BigInt(words[at + 1]!) << 32n) | BigInt(words[at]!);
      const high = (BigInt(words[at + 3]!) << 32n) | BigInt(words[at + 2]!);
      return BigInt.asIntN(128, (high << 64n) | low);
    });
  },
  interval: (data, type) => {
    const words = valuesOf(data) as Int32Array;
    return byRow(data, type, i => {
      const at = i * 4;
      const nanos = (BigInt(words[at + 3]!) << 32n) | BigInt(words[at + 2]! >>> 0);
      return [words[at]!, words[at + 1]!, nanos / 1000n];
    });
  },
  variant: (data, type) => {
    const part = (name: string) => {
      const i = (data.type as arrow.Struct).children.findIndex(field => field.name === name);
      return decodeColumn(data.children[i]!, { kind: "binary" });
    };
    const [value, metadata] = [part("value"), part("metadata")];
    return byRow(data, type, i => decodeVariant(value.get(i) as Uint8Array, metadata.get(i) as Uint8Array));
  },
  array: (data, type) => {
    const elements = decodeColumn(data.children[0]!, type.elementType);
    return byRow(data, type, i => slice(data, i, at => elements.get(at)));
  },
  map: (data, type) => {
    const entries = data.children[0]!;
    const keys = decodeColumn(entries.children[0]!, type.keyType);
    const values = decodeColumn(entries.children[1]!, type.valueType);
    return byRow(data, type, i => slice(data, i, at => [keys.get(at), values.get(at)]));
  },
  struct: (data, type) => {
    const children = type.fields.map(({ dataType }, c) => decodeColumn(data.children[c]!, dataType));
    return byRow(data, type, i => children.map(child => child.get(i)));
  },
};

/** Values that are computed a row at a time, when the column is first read. */
function byRow(data: arrow.Data, type: DataType, value: (row: number) => Value): Vector {
  return new LazyVector(type, data.length, () => {
    const nulls = nullsOf(data);
    return new ValueVector(
      type,
      Array.from({ length: data.length }, (_, i) => (nulls?.[i] ? null : value(i))),
    );
  });
}

function slice(data: arrow.Data, row: number, value: (at: number) => Value): Value[] {
  const [start, end] = [data.valueOffsets![row]!, data.valueOffsets![row + 1]!];
  return Array.from({ length: end - start }, (_, i) => value(start + i));
}

/** Whatever it is, as text. */
function textOf(data: arrow.Data): Vector {
  const column = new arrow.Vector([data]);
  return byRow(data, { kind: "string" }, i => String(column.get(i)));
}

const valuesOf = (data: arrow.Data) => data.values as ArrayLike<number> | BigInt64Array | Uint32Array;

/** Arrow's buffers begin at multiples of 8 within a message, but a message may begin anywhere. */
const aligned = (values: BigInt64Array) =>
  values instanceof BigInt64Array ? values : BigInt64Array.from(values as Iterable<bigint>);

function nullsOf(data: arrow.Data): Nulls {
  if (data.nullCount === 0 || data.nullBitmap.length === 0) return null;
  const { nullBitmap, offset, length } = data;
  const nulls = new Uint8Array(length);
  for (let i = 0; i < length; i++)
    if (!(nullBitmap[(offset + i) >> 3]! & (1 << ((offset + i) & 7)))) nulls[i] = 1;
  return nulls;
}
