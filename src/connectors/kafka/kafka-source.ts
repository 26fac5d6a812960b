import type { ScanProgress } from "../../contracts/action-progress.js";
import type { BrokerHost } from "../../contracts/broker-host.js";
import type { Notices } from "../../contracts/notices.js";
import type { MicroBatchStream, SourceProvider } from "../../contracts/source.js";
import { kafkaConfig } from "../../kafka/client/config.js";
import { type KafkaReader, openReader } from "../../kafka/client/reader.js";
import { startThread } from "../../kafka/client/thread-session.js";
import type { SourceOptions } from "../../plan/nodes/logical-plan.js";
import type { StructType } from "../../types/index.js";
import type { ColumnBatch } from "../../types/vector/index.js";
import { IllegalArgumentException } from "../../util/errors.js";
import { resolveBound } from "./bounds.js";
import { type KafkaOptions, kafkaOptions } from "./kafka-options.js";
import { KafkaStream } from "./kafka-stream.js";
import { kafkaOptionList } from "./option-list.js";
import { entriesOf, offsetOf } from "./partition-offsets.js";
import { kafkaSchema, toBatch } from "./record-batch.js";

/** `format("kafka")`: topics as a table of key, value, topic, partition, offset, timestamp, timestampType. */
export class KafkaSourceProvider implements SourceProvider {
  readonly format = "kafka";
  readonly options = kafkaOptionList;

  constructor(
    private readonly broker: BrokerHost,
    private readonly notices: Notices,
  ) {}

  schema(source: SourceOptions, userSchema: StructType | undefined, isStreaming: boolean): StructType {
    if (userSchema)
      throw new IllegalArgumentException(
        "requirement failed: Kafka source has a fixed schema and cannot be set with a custom one",
      );
    const { includeHeaders } = kafkaOptions(source.options, isStreaming);
    // Whoever loads a topic reads it soon.
    startThread();
    return kafkaSchema(includeHeaders);
  }

  stream(source: SourceOptions, _schema: StructType, metadataPath: string): MicroBatchStream {
    const options = kafkaOptions(source.options, true);
    return new KafkaStream(options, metadataPath, () => this.open(options), this.notices);
  }

  async *scan(
    source: SourceOptions,
    _schema: StructType,
    _wanted: ReadonlySet<string>,
    signal: AbortSignal,
    progress?: ScanProgress,
  ): AsyncIterable<ColumnBatch> {
    const options = kafkaOptions(source.options, false);
    const reader = await this.open(options);
    try {
      const partitions = await reader.partitions(options.subscription);
      const [from, to] = await Promise.all([
        resolveBound(reader, partitions, options.starting),
        resolveBound(reader, partitions, options.ending),
      ]);
      const ranges = entriesOf(to)
        .map(({ topic, partition, offset }) => ({
          topic,
          partition,
          from: offsetOf(from, topic, partition) ?? 0n,
          to: offset,
        }))
        .filter(range => range.from < range.to);
      progress?.expect(Number(ranges.reduce((records, { from, to }) => records + to - from, 0n)));
      for await (const records of reader.read(ranges, { headers: options.includeHeaders, signal })) {
        const batch = toBatch(records, options.includeHeaders);
        progress?.advance(batch.length);
        yield batch;
      }
    } finally {
      await reader.close();
    }
  }

  private async open(options: KafkaOptions): Promise<KafkaReader> {
    await this.broker.ensure(options.bootstrapServers);
    const config = kafkaConfig(options.client);
    for (const warning of config.warnings) this.notices.warn(warning);
    return openReader(config);
  }
}
