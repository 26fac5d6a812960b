import type { RecordColumns } from "../../kafka/client/reader.js";
import {
  ArrayType,
  BinaryType,
  IntegerType,
  LongType,
  StringType,
  StructField,
  StructType,
  TimestampType,
} from "../../types/index.js";
import {
  BytesVector,
  type ColumnBatch,
  ConstantVector,
  LazyVector,
  LongVector,
  ValueVector,
} from "../../types/vector/index.js";

const headersType = ArrayType(
  new StructType([new StructField("key", StringType), new StructField("value", BinaryType)]),
);

const columns = new StructType([
  new StructField("key", BinaryType),
  new StructField("value", BinaryType),
  new StructField("topic", StringType),
  new StructField("partition", IntegerType),
  new StructField("offset", LongType),
  new StructField("timestamp", TimestampType),
  new StructField("timestampType", IntegerType),
]);

/** The columns of the Kafka source, with `headers` when they are asked for. */
export function kafkaSchema(includeHeaders: boolean): StructType {
  return includeHeaders ? columns.add("headers", headersType) : columns;
}

/** A chunk of records as a batch of these columns: keys and values stay where they arrived. */
export function toBatch(records: RecordColumns, includeHeaders: boolean): ColumnBatch {
  const { count, data } = records;
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const base = [
    new BytesVector(BinaryType, bytes, records.keyStart, records.keyEnd, count),
    new BytesVector(BinaryType, bytes, records.valueStart, records.valueEnd, count),
    new ConstantVector(StringType, records.topic, count),
    new ConstantVector(IntegerType, records.partition, count),
    new LongVector(LongType, records.offsets, null, count),
    new LazyVector(
      TimestampType,
      count,
      () =>
        new LongVector(
          TimestampType,
          records.timestamps.map(ms => ms * 1000n),
          null,
        ),
    ),
    new ConstantVector(IntegerType, records.timestampType, count),
  ];
  if (!includeHeaders) return { length: count, columns: base };
  const headers = new ValueVector(
    headersType,
    Array.from({ length: count }, (_, i) => {
      const ofRow = records.headers?.[i] ?? [];
      return ofRow.length === 0 ? null : ofRow.map(({ key, value }) => [key, value]);
    }),
  );
  return { length: count, columns: [...base, headers] };
}
