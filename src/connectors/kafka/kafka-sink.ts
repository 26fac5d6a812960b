import type { BrokerHost } from "../../contracts/broker-host.js";
import type { Notices } from "../../contracts/notices.js";
import type { BatchSink, BatchTarget, SinkContext, SinkProvider, StreamSink } from "../../contracts/sink.js";
import { kafkaConfig } from "../../kafka/client/config.js";
import { type KafkaProducer, openProducer } from "../../kafka/client/producer.js";
import type { OutputColumn } from "../../plan/nodes/logical-plan.js";
import type { ColumnBatch } from "../../types/vector/index.js";
import { AnalysisException, IllegalArgumentException, SparkError } from "../../util/errors.js";
import { OptionMap } from "../../util/options.js";
import { orAborted } from "../../util/or-aborted.js";
import { clientOptions } from "./kafka-options.js";
import { kafkaOptionList } from "./option-list.js";
import { outgoingRows } from "./output-columns.js";
import { sendRows } from "./send-rows.js";

type Options = Readonly<Record<string, string>>;

/**
 * `format("kafka")` for writing: each row a record. At least once: what a batch had written before it failed is written again
 * when it is repeated.
 */
export class KafkaSinkProvider implements SinkProvider, BatchSink {
  readonly format = "kafka";
  readonly options = kafkaOptionList;
  readonly outputModes = ["append", "update", "complete"] as const;
  readonly isDurable = true;

  constructor(
    private readonly broker: BrokerHost,
    private readonly notices: Notices,
  ) {}

  stream(options: Options, { columns, signal }: SinkContext): StreamSink {
    const { outgoing, open } = this.prepare(options, columns);
    let producer: Promise<KafkaProducer> | null = null;
    const connect = () => {
      producer ??= open().catch(error => {
        producer = null;
        throw error;
      });
      return producer;
    };
    return {
      description: "org.apache.spark.sql.kafka010.KafkaSourceProvider$KafkaTable",
      // A broker that is away may be waited for long; not by a query that is to end.
      addBatch: (_batchId, _columns, rows) =>
        orAborted(
          connect().then(open => sendRows(open, rows, outgoing)),
          signal,
        ),
      stop: async () => (await producer)?.close(),
    };
  }

  async write({ options, columns, mode }: BatchTarget, rows: AsyncIterable<ColumnBatch>): Promise<void> {
    if (mode === "overwrite" || mode === "ignore")
      throw new AnalysisException(
        null,
        `Save mode ${mode === "ignore" ? "Ignore" : "Overwrite"} not allowed for Kafka. Allowed save modes are Append and ErrorIfExists (default).`,
      );
    const { outgoing, open } = this.prepare(options, columns);
    const producer = await open();
    try {
      await sendRows(producer, rows, outgoing);
    } finally {
      await producer.close();
    }
  }

  private prepare(given: Options, columns: readonly OutputColumn[]) {
    const options = new OptionMap(given);
    const outgoing = outgoingRows(columns, options.get("topic"));
    for (const [part, verb] of [
      ["key", "keys are"],
      ["value", "value are"],
    ])
      if (options.has(`kafka.${part}.serializer`))
        throw new IllegalArgumentException(
          `Kafka option '${part}.serializer' is not supported as ${verb} serialized with ByteArraySerializer.`,
        );
    const servers = options.get("kafka.bootstrap.servers");
    if (!servers?.trim())
      throw new SparkError(
        null,
        "Kafka option bootstrap.servers is not set. Please make sure it is set and retry.",
      );
    const config = kafkaConfig(clientOptions(given));
    const open = async () => {
      await this.broker.ensure(servers);
      for (const warning of config.warnings) this.notices.warn(warning);
      return openProducer(config);
    };
    return { outgoing, open };
  }
}
