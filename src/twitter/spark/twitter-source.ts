import type { Notices } from "../../contracts/notices.js";
import type { SourceProvider } from "../../contracts/source.js";
import { systemClock } from "../../util/clock.js";
import { AnalysisException, IllegalArgumentException, messageOf, UserError } from "../../util/errors.js";
import { knownName } from "../config/arguments.js";
import { settingList } from "../config/key-help.js";
import { type TwitterConfig, twitterConfig } from "../config/twitter-config.js";
import { itemsWriter } from "../records/record-writer.js";
import { openSource } from "../sources/open-source.js";
import { toBatch, twitterColumns } from "./rows.js";
import { TwitterStream } from "./twitter-stream.js";

/**
 * `format("twitter")`: tweets without Kafka between. `load("twitter-source.properties")` reads the connector's file, and every key of
 * it may be an option; without credentials the samples play. A table is there of a `replay` alone.
 */
export class TwitterSourceProvider implements SourceProvider {
  readonly format = "twitter";
  readonly options = settingList();

  constructor(private readonly notices: Notices) {}

  schema: SourceProvider["schema"] = (source, userSchema, isStreaming) => {
    if (userSchema)
      throw new AnalysisException(null, "twitter has a fixed schema and cannot be set with a custom one.");
    const { origin } = configOf(source.options);
    if (!isStreaming && origin.kind !== "replay")
      throw new AnalysisException(
        null,
        'twitter is a stream: use spark.readStream, or give a file with option("replay", …).',
      );
    return twitterColumns;
  };

  async *scan(...[source, , , signal]: Parameters<SourceProvider["scan"]>) {
    const config = configOf({ ...source.options, speed: "max" });
    const events = {
      left: () => {},
      connected: () => {},
      broken: () => {},
      warn: (line: string) => this.notices.warn(`twitter: ${line}`),
    };
    const write = itemsWriter(config, error =>
      events.warn(`a tweet that cannot be read was left out: ${messageOf(error)}`),
    );
    const tweets = await openSource(config, "tweet-shell:read", systemClock);
    for await (const items of tweets.play(events, signal)) yield toBatch(write(items, systemClock.now()));
  }

  stream: SourceProvider["stream"] = source => {
    const config = configOf(source.options);
    for (const warning of config.warnings) this.notices.warn(`twitter: ${warning}`);
    return new TwitterStream(config, this.notices);
  };
}

/** @throws IllegalArgumentException for an option that is not known or cannot be */
function configOf({ path, ...given }: Readonly<Record<string, string>>): TwitterConfig {
  try {
    const options = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [knownName(name), value]),
    );
    return twitterConfig({ files: path === undefined ? [] : [path], options, explain: false });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new IllegalArgumentException(`twitter: ${messageOf(error)}`);
  }
}
