import { ConsoleSinkProvider } from "../connectors/console/console-sink.js";
import { fileSinks } from "../connectors/file/file-sink.js";
import { fileSources } from "../connectors/file/file-sources.js";
import { fileStreamSinks } from "../connectors/file/file-stream-sink.js";
import { KafkaSinkProvider } from "../connectors/kafka/kafka-sink.js";
import { KafkaSourceProvider } from "../connectors/kafka/kafka-source.js";
import { memorySource } from "../connectors/memory/memory-source.js";
import { noopBatchSink, noopSink } from "../connectors/noop/noop-sink.js";
import { rateMicroBatchSource } from "../connectors/rate/rate-micro-batch-source.js";
import { RateSourceProvider } from "../connectors/rate/rate-source.js";
import { SocketSourceProvider } from "../connectors/socket/socket-source.js";
import type { BrokerHost } from "../contracts/broker-host.js";
import type { ConsoleOutput } from "../contracts/console-batch.js";
import type { Notices } from "../contracts/notices.js";
import type { EmbeddedBackendOptions } from "../engine/embedded-backend.js";
import { TwitterSourceProvider } from "../twitter/spark/twitter-source.js";
import type { Conf } from "../util/conf.js";

/** Everything that `format(…)` may name. */
export function formats(
  conf: Conf,
  broker: BrokerHost,
  console: ConsoleOutput,
  notices: Notices,
): Pick<EmbeddedBackendOptions, "sources" | "sinks" | "batchSinks"> {
  const kafkaSink = new KafkaSinkProvider(broker, notices);
  return {
    sources: [
      new KafkaSourceProvider(broker, notices),
      ...fileSources(() => conf.timeZone, notices),
      memorySource,
      new RateSourceProvider(),
      rateMicroBatchSource,
      new SocketSourceProvider(notices),
      new TwitterSourceProvider(notices),
    ],
    sinks: [new ConsoleSinkProvider(console), noopSink, kafkaSink, ...fileStreamSinks(notices)],
    batchSinks: [...fileSinks, noopBatchSink, kafkaSink],
  };
}
