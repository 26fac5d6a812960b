import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { completionSources } from "../../src/main/completion-sources.js";
import { formats } from "../../src/main/formats.js";
import { Conf } from "../../src/util/conf.js";
import { packageRoot } from "../../src/util/package-root.js";

const notices = { info: () => {}, warn: () => {} };
const all = completionSources(
  formats(new Conf(), { ensure: async () => {} }, { batch: () => {} }, notices),
).formats;
const listed = new Set(all.flatMap(({ options }) => options.map(({ name }) => name.toLowerCase())));

/** What the code looks up and nobody types: the shell's own, and second names. */
const unlisted = ["paths", "parquet.compression"];

it("every option that a connector reads is listed for the prompt", () => {
  const folder = join(packageRoot, "src/connectors");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(file =>
    file.endsWith(".ts"),
  );
  const read = new Set(
    [...files.map(file => join(folder, file)), join(packageRoot, "src/types/csv/csv-options.ts")].flatMap(
      file =>
        [
          ...readFileSync(file, "utf8").matchAll(
            /(?:options|map)\.(?:get|has|boolean|integer)\("([^"]+)"|\b(?:option|flag)\("([^"]+)"|(?:whole|seconds)Option\(options, "([^"]+)"/g,
          ),
        ].map(match => match[1] ?? match[2] ?? match[3]!),
    ),
  );
  expect(read.size).toBeGreaterThan(40);
  expect([...read].filter(name => !listed.has(name.toLowerCase()) && !unlisted.includes(name))).toEqual([]);
});

it("each format lists an option once, with a few words on it", () => {
  for (const { format, use, options } of all) {
    const names = options
      .filter(({ uses }) => !uses || uses.includes(use))
      .map(({ name }) => name.toLowerCase());
    expect(new Set(names).size, `${use} ${format}`).toBe(names.length);
    for (const { name, doc } of options) expect(doc, name).toMatch(/\w/);
  }
});
