import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { History } from "../../../src/shell/terminal/history.js";
import { holdsSecret } from "../../../src/shell/terminal/secrets.js";

it.each([
  `df.option("kafka.sasl.jaas.config", 'PlainLoginModule required username="a" password="b";')`,
  'val r = spark.readStream.option("kafka.ssl.key.password", "hunter2")',
  ":producer x.properties --twitter.bearertoken=AAAA",
  'const twitterSecret = "x"',
  "const accessToken = 'abc'",
  'val access_token = "abc"',
  "!curl -H Authorization: Bearer abcdefgh1234",
  'spark.read.json("https://me:hunter2@example.com/x")',
  "val id = AKIAIOSFODNN7EXAMPLE",
  'const k = {"twitter.consumerkey": "abc"}',
  'spark.conf.set("fs.azure.account.key", "abc")',
])("takes %s for an entry with a secret", entry => expect(holdsSecret(entry)).toBe(true));

it.each([
  'df.select("key", "value")',
  'spark.conf.set("a", "b")',
  "passwords.length",
  'col("n_tokens")',
  'split("text", " ").as("tokens")',
  'spark.read.json("https://example.com:80/@x")',
])("not %s", entry => expect(holdsSecret(entry)).toBe(false));

it("keeps such entries for the session, out of the file", () => {
  const file = join(mkdtempSync(join(tmpdir(), "history-")), "history");
  const history = new History(file, expect.fail);
  history.add("1 + 1");
  history.add('val password = "hunter2"');
  history.add("2 + 2");
  expect(history.walk(-1, "")).toBe("2 + 2");
  expect(history.walk(-1, "2 + 2")).toBe('val password = "hunter2"');
  expect(readFileSync(file, "utf8")).toBe("1 + 1\n2 + 2\n");
});
