import type { ProducerRecord } from "../../kafka/client/producer.js";
import {
  LongType,
  StringType,
  StructField,
  StructType,
  TimestampType,
  type Value,
} from "../../types/index.js";
import { type ColumnBatch, ValueVector } from "../../types/vector/index.js";

/** What `format("twitter")` reads: a tweet's record as the producer would write it, its headers as columns. */
export const twitterColumns = new StructType([
  new StructField("key", StringType),
  new StructField("value", StringType),
  new StructField("id", LongType),
  new StructField("language", StringType),
  new StructField("timestamp", TimestampType),
]);

export function toBatch(records: readonly ProducerRecord[]): ColumnBatch {
  const column = (field: number, take: (record: ProducerRecord) => Value | undefined) =>
    new ValueVector(
      twitterColumns.fields[field]!.dataType,
      records.map(record => take(record) ?? null),
    );
  return {
    length: records.length,
    columns: [
      column(0, ({ key }) => key as string | null),
      column(1, ({ value }) => value as string),
      column(2, ({ headers }) =>
        /^\d{1,19}$/.test(String(headers?.id)) ? BigInt(String(headers!.id)) : null,
      ),
      column(3, ({ headers }) => headers?.language as string | undefined),
      column(4, ({ timestamp }) => (timestamp === undefined ? null : BigInt(timestamp) * 1000n)),
    ],
  };
}
