import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readArguments } from "../../src/twitter/config/arguments.js";
import { type TwitterConfig, twitterConfig } from "../../src/twitter/config/twitter-config.js";

/** A file of its own, with these contents, for its owner alone. */
export function file(contents: string | Uint8Array, name = "source.properties"): string {
  const path = join(mkdtempSync(join(tmpdir(), "twitter-")), name);
  writeFileSync(path, contents);
  chmodSync(path, 0o600);
  return path;
}

/** The configuration of `:producer` with these words. */
export function config(words: readonly string[], env: NodeJS.ProcessEnv = {}): TwitterConfig {
  return twitterConfig(readArguments(words), env);
}

/** The configuration of a file with these lines, and a bearer token. */
export function configOf(lines: Readonly<Record<string, string>>, ...words: string[]): TwitterConfig {
  const all = { "twitter.bearertoken": "a-bearer-token", ...lines };
  const text = Object.entries(all).map(([key, value]) => `${key}=${value}\n`);
  return config([file(text.join("")), ...words]);
}
