import { UserError } from "../util/errors.js";
import { nearest } from "../util/nearest.js";
import { readProperties } from "./properties.js";

export interface ProducerOptions {
  readonly bootstrapServers: string;
  readonly topic: string;
  /** Sample tweets a second. */
  readonly rate: number;
  /** Whether the files name credentials for X. */
  readonly hasCredentials: boolean;
  /** Kafka's own settings, without a prefix. */
  readonly kafka: Readonly<Record<string, string>>;
}

const MAX_RATE = 100_000;

const known = ["bootstrap-server", "topic", "rate"] as const;
type Option = (typeof known)[number];

/**
 * What `:producer [WORKER.properties] [SOURCE.properties] [--option=value …]` asks for; options win over files, and the
 * later file over the earlier.
 * @throws UserError for a missing file, an unknown option (naming the nearest), a rate that is no number
 */
export function producerOptions(args: readonly string[]): ProducerOptions {
  const files = args.filter(argument => !argument.startsWith("--"));
  const options = new Map(args.filter(argument => argument.startsWith("--")).map(parseOption));
  const properties: Record<string, string> = Object.assign({}, ...files.map(readProperties));
  const rate = Number(options.get("rate") ?? 2);
  if (!(rate > 0 && rate <= MAX_RATE))
    throw new UserError(
      `--rate=${options.get("rate")} is not a number of tweets a second between 0 and ${MAX_RATE}.`,
    );
  const bootstrapServers =
    options.get("bootstrap-server") ?? properties["bootstrap.servers"] ?? "localhost:9092";
  return {
    bootstrapServers,
    topic: options.get("topic") ?? properties.topic ?? "twitter",
    rate,
    hasCredentials: ["twitter.bearertoken", "twitter.consumerkey"].some(key => properties[key]),
    kafka: {
      ...Object.fromEntries(
        Object.entries(properties)
          .filter(([key]) => key.startsWith("kafka."))
          .map(([key, value]) => [key.slice("kafka.".length), value]),
      ),
      "bootstrap.servers": bootstrapServers,
    },
  };
}

function parseOption(argument: string): [Option, string] {
  const [name, ...value] = argument.slice(2).split("=");
  const option = known.find(each => each === name);
  if (!option) {
    const best = nearest(name!, known);
    throw new UserError(
      `Unknown option --${name}${best ? `; did you mean --${best}?` : ""} The options are ${known.map(each => `--${each}=…`).join(", ")}.`,
    );
  }
  if (value.length === 0) throw new UserError(`--${option} needs a value: --${option}=…`);
  return [option, value.join("=")];
}
