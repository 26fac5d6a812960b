import type { ProducerRecord } from "../../kafka/client/producer.js";
import type { OutputColumn } from "../../plan/nodes/logical-plan.js";
import { type DataType, simpleString, type Value } from "../../types/index.js";
import type { ColumnBatch } from "../../types/vector/index.js";
import { AnalysisException, SparkError } from "../../util/errors.js";

/** A row as Kafka takes it, and where it goes. */
export interface Outgoing {
  readonly topic: string;
  readonly record: ProducerRecord;
}

const kafkaTypes: Readonly<Record<string, readonly string[]>> = {
  topic: ["string"],
  key: ["string", "binary"],
  value: ["string", "binary"],
  headers: ["array<struct<key:string,value:binary>>"],
  partition: ["int"],
};

type Column = (batch: ColumnBatch, row: number) => Value;

/**
 * Reads records off batches with columns value, and key, topic, headers, partition where they are; others are passed over.
 * @param topic the option, which goes before the column
 * @throws AnalysisException in Spark's words when the columns are not such
 */
export function outgoingRows(
  columns: readonly OutputColumn[],
  topic: string | undefined,
): (batch: ColumnBatch) => Outgoing[] {
  const at = (name: string): Column | undefined => {
    const i = columns.findIndex(column => column.name === name);
    if (i < 0) return undefined;
    checkType(name, columns[i]!.type);
    return (batch, row) => batch.columns[i]!.get(row);
  };
  const topicOf = topic === undefined ? at("topic") : () => topic;
  if (!topicOf)
    throw new AnalysisException(
      null,
      "topic option required when no 'topic' attribute is present. Use the topic option for setting a topic.",
    );
  const [key, value, headers, partition] = [at("key"), at("value"), at("headers"), at("partition")];
  if (!value) throw new AnalysisException(null, "Required attribute 'value' not found");

  return batch =>
    Array.from({ length: batch.length }, (_, row) => {
      const to = topicOf(batch, row) as string | null;
      if (to === null)
        throw new SparkError(
          null,
          "The Kafka message data sent to the producer contains a null topic. Use the `topic` option for setting a default topic.",
        );
      const given = headers?.(batch, row) as [string, Uint8Array | null][] | null | undefined;
      const chosen = partition?.(batch, row) as number | null | undefined;
      const record = {
        key: (key?.(batch, row) ?? null) as string | Uint8Array | null,
        value: value(batch, row) as string | Uint8Array | null,
        ...(given ? { headers: byName(given) } : {}),
        ...(typeof chosen === "number" ? { partition: chosen } : {}),
      };
      return { topic: to, record };
    });
}

function checkType(name: string, type: DataType): void {
  const wanted = kafkaTypes[name]!;
  if (!wanted.includes(simpleString(type)))
    throw new AnalysisException(
      null,
      `${name} attribute unsupported type ${simpleString(type)}. ${name} must be a(n) ${wanted.join(" or ")}`,
    );
}

function byName(
  headers: readonly (readonly [string, Uint8Array | null])[],
): Record<string, (Uint8Array | null)[]> {
  const all: Record<string, (Uint8Array | null)[]> = {};
  for (const [name, value] of headers) all[name] = [...(all[name] ?? []), value];
  return all;
}
