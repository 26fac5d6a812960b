import type { FormatOption } from "../../contracts/format-option.js";
import { keys } from "./keys.js";

/** Every setting with its default and what it is for. */
export function settingList(): FormatOption[] {
  return Object.values(keys).map(({ name, fallback, doc }) => {
    const shown = Array.isArray(fallback) ? fallback.join(",") : fallback;
    return { name, doc: `${doc}${shown === undefined || shown === "" ? "" : ` (${shown})`}` };
  });
}

/** The settings, as `:producer --help` lists them. */
export function keyHelp(): string {
  const rows = settingList().map(({ name, doc }) => [name, doc] as const);
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    "In a properties file, or as --KEY=VALUE (secrets in a file only):",
    ...rows.map(([name, doc]) => `  ${name.padEnd(width)}  ${doc}`),
    `  ${"kafka.*".padEnd(width)}  the Kafka client's own settings`,
  ].join("\n");
}
