import type { FormatInfo } from "../contracts/format-option.js";
import type { EmbeddedBackendOptions } from "../engine/embedded-backend.js";
import type { CompletionSources } from "../shell/complete/sources.js";
import { parseAddress } from "./embedded-broker.js";

type Formats = Pick<EmbeddedBackendOptions, "sources" | "sinks" | "batchSinks">;

const patienceMs = 1000;
const freshMs = 3000;

/** What every streaming query takes, whatever its sink. */
const ofQueries = [
  { name: "checkpointLocation", doc: "a folder of the query's own, from which it goes on after a restart" },
];

/** What the prompt offers of the world outside: the formats with their options, the topics of a Kafka that runs. */
export function completionSources({ sources, sinks, batchSinks }: Formats): CompletionSources {
  const known = new Map<string, { readonly at: number; readonly names: Promise<readonly string[]> }>();
  return {
    formats: [
      ...sources
        .filter(({ format }) => format !== "memory")
        .flatMap(({ format, options = [], isStreamOnly }): FormatInfo[] => [
          { format, use: "readStream", options },
          ...(isStreamOnly ? [] : [{ format, use: "read" as const, options }]),
        ]),
      ...sinks.map(
        ({ format, options = [] }): FormatInfo => ({
          format,
          use: "writeStream",
          options: [...options, ...ofQueries],
        }),
      ),
      { format: "memory", use: "writeStream", options: ofQueries },
      ...batchSinks.map(({ format, options = [] }): FormatInfo => ({ format, use: "write", options })),
    ],
    topics(servers) {
      const found = known.get(servers);
      if (found && performance.now() - found.at < freshMs) return soon(found.names);
      // A failure is no matter of the line that is typed.
      const names = topicsAt(servers).catch(() => []);
      known.set(servers, { at: performance.now(), names });
      return soon(names);
    },
  };
}

/** The topics, if a Kafka listens there; it is never started for that. */
async function topicsAt(servers: string): Promise<readonly string[]> {
  const { host, port } = parseAddress(servers.split(",")[0]!);
  const { probeBroker } = await import("../kafka/client/probe.js");
  if ((await probeBroker(host, port, patienceMs)) !== "kafka") return [];
  const [{ listTopics }, { kafkaConfig }] = await Promise.all([
    import("../kafka/client/admin.js"),
    import("../kafka/client/config.js"),
  ]);
  return listTopics(kafkaConfig({ "bootstrap.servers": servers }));
}

/** What was found in time: nothing offered is better than a long wait. */
async function soon(names: Promise<readonly string[]>): Promise<readonly string[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly string[]>(resolve => {
    timer = setTimeout(resolve, patienceMs, []);
  });
  try {
    return await Promise.race([names, late]);
  } finally {
    clearTimeout(timer);
  }
}
