import type { Key } from "./key.js";
import { keys, type Settings } from "./keys.js";
import { hidden } from "./secrets.js";

/** What the old connector listed; of what this one adds, those that are set are listed too. */
const always = new Set(
  "batch.size batch.timeout language output.format stream.type topic track.follow track.locations track.terms twitter.app.name twitter.consumerkey twitter.consumersecret twitter.secret twitter.token".split(
    " ",
  ),
);

/** The configuration as Kafka's AbstractConfig logs it: one line a key in the order of their names, secrets hidden. */
export function configLog(settings: Settings, given: ReadonlySet<string>): string {
  const lines = Object.entries(keys)
    .filter(
      ([, { name }]) => always.has(name) || (given.has(name) && /^(?:twitter|track|buffer)\./.test(name)),
    )
    .map(([field, key]) => `\t${key.name} = ${shown(key, settings[field as keyof Settings])}`)
    .sort();
  return ["TwitterSourceConfig values: ", ...lines].join("\n");
}

function shown({ isSecret }: Key<unknown>, value: unknown): string {
  if (value === undefined) return "null";
  if (isSecret) return hidden;
  return Array.isArray(value) ? `[${value.join(", ")}]` : String(value);
}
