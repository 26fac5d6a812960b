import * as arrow from "apache-arrow";
import type { Attribute } from "../../plan/expressions/expression.js";
import { type DataType, StructField, StructType, type TypeKind, type Value } from "../../types/index.js";
import { UserError } from "../../util/errors.js";

type Of<K extends TypeKind> = Extract<DataType, { kind: K }>;
/** The column of some values as Arrow lays it out. */
type Column = (values: readonly Value[], type: DataType) => arrow.Data;

/** Rows at hand as the server takes them: an Arrow stream and the schema as JSON. */
export function encodeRows(
  output: readonly Attribute[],
  rows: readonly (readonly Value[])[],
): { data: Uint8Array; schema: string } {
  const schema = new StructType(
    output.map(({ name, type, nullable }) => new StructField(name, type, nullable)),
  );
  const columns = schema.fields.map(({ dataType }, c) =>
    columnOf(
      rows.map(row => row[c]!),
      dataType,
    ),
  );
  const fields = schema.fields.map(({ name }, c) => new arrow.Field(name, columns[c]!.type, true));
  const struct = new arrow.Struct(fields);
  const data = arrow.makeData({ type: struct, length: rows.length, nullCount: 0, children: columns });
  const batch = new arrow.RecordBatch(new arrow.Schema(fields), data);
  const writer = new arrow.RecordBatchStreamWriter();
  writer.write(batch);
  writer.finish();
  return { data: writer.toUint8Array(true), schema: schema.json };
}

const columnOf: Column = (values, type) => (columns[type.kind] as Column)(values, type);

const columns: { readonly [K in TypeKind]: (values: readonly Value[], type: Of<K>) => arrow.Data } = {
  void: values => arrow.makeData({ type: new arrow.Null(), length: values.length }),
  boolean: values => {
    const bits = new Uint8Array(Math.ceil(values.length / 8));
    values.forEach((value, i) => {
      if (value) bits[i >> 3]! |= 1 << (i & 7);
    });
    return arrow.makeData({ type: new arrow.Bool(), ...shape(values), data: bits });
  },
  byte: values => numbers(values, new arrow.Int8(), new Int8Array(values.length)),
  short: values => numbers(values, new arrow.Int16(), new Int16Array(values.length)),
  integer: values => numbers(values, new arrow.Int32(), new Int32Array(values.length)),
  date: values => numbers(values, new arrow.DateDay(), new Int32Array(values.length)),
  yearmonth: values => numbers(values, new arrow.IntervalYearMonth(), new Int32Array(values.length)),
  float: values => numbers(values, new arrow.Float32(), new Float32Array(values.length)),
  double: values => numbers(values, new arrow.Float64(), new Float64Array(values.length)),
  long: values => longs(values, new arrow.Int64()),
  timestamp: values => longs(values, new arrow.TimestampMicrosecond("UTC")),
  timestamp_ntz: values => longs(values, new arrow.TimestampMicrosecond()),
  daytime: values => longs(values, new arrow.DurationMicrosecond()),
  time: values => longs(values, new arrow.TimeNanosecond()),
  string: values => bytes(values, new arrow.Utf8(), value => Buffer.from(value as string, "utf8")),
  binary: values => bytes(values, new arrow.Binary(), value => value as Uint8Array),
  decimal: (values, { precision, scale }) => {
    const words = new BigUint64Array(values.length * 2);
    values.forEach((value, i) => {
      const unscaled = BigInt.asUintN(128, (value as bigint | null) ?? 0n);
      words[2 * i] = BigInt.asUintN(64, unscaled);
      words[2 * i + 1] = unscaled >> 64n;
    });
    const type = new arrow.Decimal(scale, precision, 128);
    return arrow.makeData({ type, ...shape(values), data: new Uint32Array(words.buffer) });
  },
  interval: () => {
    throw new UserError(
      "Intervals of months, days and time cannot be sent as rows; make them with make_interval.",
    );
  },
  variant: () => {
    throw new UserError("Variants cannot be sent as rows; make them with parse_json.");
  },
  array: (values, { elementType }) => {
    const lists = values as readonly (readonly Value[] | null)[];
    const child = columnOf(
      lists.flatMap(list => list ?? []),
      elementType,
    );
    const type = new arrow.List(new arrow.Field("element", child.type, true));
    return arrow.makeData({ type, ...shape(values), valueOffsets: offsetsOf(lists), child });
  },
  map: (values, { keyType, valueType }) => {
    const maps = values as readonly (readonly (readonly Value[])[] | null)[];
    const pairs = maps.flatMap(entries => entries ?? []);
    const key = columnOf(
      pairs.map(pair => pair[0]!),
      keyType,
    );
    const value = columnOf(
      pairs.map(pair => pair[1]!),
      valueType,
    );
    const entry = new arrow.Struct<{ key: arrow.DataType; value: arrow.DataType }>([
      new arrow.Field("key", key.type, false) as never,
      new arrow.Field("value", value.type, true) as never,
    ]);
    const child = arrow.makeData({ type: entry, length: pairs.length, nullCount: 0, children: [key, value] });
    const type = new arrow.Map_(new arrow.Field("entries", entry, false));
    return arrow.makeData({ type, ...shape(values), valueOffsets: offsetsOf(maps), child });
  },
  struct: (values, { fields }) => {
    const rows = values as readonly (readonly Value[] | null)[];
    const children = fields.map(({ dataType }, c) =>
      columnOf(
        rows.map(row => row?.[c] ?? null),
        dataType,
      ),
    );
    const type = new arrow.Struct(
      fields.map(({ name }, c) => new arrow.Field(name, children[c]!.type, true)),
    );
    return arrow.makeData({ type, ...shape(values), children });
  },
};

/** Length and validity. */
function shape(values: readonly Value[]) {
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 8));
  let nullCount = 0;
  values.forEach((value, i) => {
    if (value === null) nullCount++;
    else nullBitmap[i >> 3]! |= 1 << (i & 7);
  });
  return { length: values.length, nullCount, nullBitmap };
}

type NumberArray = Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;

function numbers(values: readonly Value[], type: arrow.DataType, data: NumberArray): arrow.Data {
  values.forEach((value, i) => {
    data[i] = value as number;
  });
  return arrow.makeData({ type, ...shape(values), data } as never);
}

function longs(values: readonly Value[], type: arrow.DataType): arrow.Data {
  const data = BigInt64Array.from(values, value => (value as bigint | null) ?? 0n);
  return arrow.makeData({ type, ...shape(values), data } as never);
}

function bytes(
  values: readonly Value[],
  type: arrow.Utf8 | arrow.Binary,
  of: (value: Value) => Uint8Array,
): arrow.Data {
  const parts = values.map(value => (value === null ? new Uint8Array() : of(value)));
  return arrow.makeData({
    type: type as arrow.Binary,
    ...shape(values),
    valueOffsets: offsetsOf(parts),
    data: Buffer.concat(parts),
  });
}

function offsetsOf(parts: readonly ({ readonly length: number } | null)[]): Int32Array {
  const offsets = new Int32Array(parts.length + 1);
  parts.forEach((part, i) => {
    offsets[i + 1] = offsets[i]! + (part?.length ?? 0);
  });
  return offsets;
}
