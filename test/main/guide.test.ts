import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { entriesOf } from "../../src/shell/input/entry-reader.js";
import { packageRoot } from "../../src/util/package-root.js";
import { testShell } from "../shell/test-shell.js";

const folder = join(packageRoot, "docs/guide");
const examples = readdirSync(folder).filter(name => name.endsWith(".scala"));

/** A server that says some words to whoever connects. */
async function words(): Promise<number> {
  const server = createServer(socket => void socket.write("apache spark\napache hadoop spark apache\n"));
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as { port: number }).port;
}

async function exampleOf(name: string): Promise<string> {
  const own = mkdtempSync(join(tmpdir(), "guide-"));
  mkdirSync(join(own, "csv"));
  const text = readFileSync(join(folder, name), "utf8").replaceAll("FOLDER", own);
  return text.includes("PORT") ? text.replaceAll("PORT", String(await words())) : text;
}

test("the table names them all", () => {
  const table = readFileSync(join(folder, "README.md"), "utf8");
  for (const name of examples) expect(table).toContain(`](${name})`);
});

test.each(examples)("%s runs entry by entry, with the answers it says", async name => {
  const shell = testShell();
  onTestFinished(() => shell.close());
  const text = await exampleOf(name);
  const said: string[] = [];
  for (const entry of entriesOf(text)) {
    said.push(...(await shell.enter(entry.text)));
    expect(said.join("\n"), entry.text).not.toMatch(/^! /m);
    for (const [, answer] of entry.text.matchAll(/^\/\/> (.*)$/gm))
      expect(said.join("\n"), entry.text).toContain(answer);
  }
});

test.each(examples)("%s runs pasted whole", async name => {
  const shell = testShell();
  onTestFinished(() => shell.close());
  const text = await exampleOf(name);
  const said = (await shell.enter(text)).join("\n");
  expect(said).not.toMatch(/^! /m);
  for (const [, answer] of text.matchAll(/^\/\/> (.*)$/gm)) expect(said).toContain(answer);
});
