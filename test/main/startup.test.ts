import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

/** The files that a bundled entry loads before it runs: its own, and what they import statically. */
function loadedBy(entry: string, loaded = new Set<string>()): Set<string> {
  if (loaded.has(entry)) return loaded;
  loaded.add(entry);
  for (const [, file] of readFileSync(join("dist", entry), "utf8").matchAll(
    /(?:from|import)"\.\/([\w.-]+\.js)"/g,
  ))
    loadedBy(file!, loaded);
  return loaded;
}

const text = (files: Iterable<string>) =>
  [...files].map(file => readFileSync(join("dist", file), "utf8")).join("");

/** The bundled file of a module that is loaded by `import()`. */
function lazy(name: string): string {
  const found = readdirSync("dist").filter(file => new RegExp(`^${name}-.*\\.js$`).test(file));
  expect(found.length).toBeGreaterThan(0);
  return found[found.length - 1]!;
}

it("loads neither kafkajs, nor the broker, nor TypeScript before the first line, nor the engine before the prompt", () => {
  const beforePrompt = new Set([...loadedBy("bin.js"), ...loadedBy(lazy("interactive"))]);
  expect(text(beforePrompt)).not.toContain("readStream");
  const code = text(new Set([...beforePrompt, ...loadedBy(lazy("session")), ...loadedBy(lazy("runner"))]));
  expect(code).toContain("readStream");
  for (const heavy of ["KafkaJSError", "ts-node", "getSemanticDiagnostics", "PartitionLog", "soyou_fan"])
    expect(code, heavy).not.toContain(heavy);
  // The same marks are there where they belong, so their absence says something.
  expect(text(loadedBy("kafka-reader-worker.js"))).toContain("KafkaJSError");
  expect(text(loadedBy("compile-service.js"))).toContain("ts-node");
});
