import type { FormatInfo } from "../../contracts/format-option.js";

/** What completion asks of the world outside the session. */
export interface CompletionSources {
  readonly formats: readonly FormatInfo[];
  /** The topics of the Kafka there; none, soon, when there is none. */
  topics(bootstrapServers: string): Promise<readonly string[]>;
}

export const noSources: CompletionSources = { formats: [], topics: async () => [] };
