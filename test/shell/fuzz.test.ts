import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { entriesOf } from "../../src/shell/input/entry-reader.js";
import { packageRoot } from "../../src/util/package-root.js";
import { seeded } from "../seeded.js";
import { type TestShell, testShell } from "./test-shell.js";

/** FUZZ_LINES=10000 npx vitest run test/shell/fuzz.test.ts, and another SEED, for more. */
const count = Number(process.env.FUZZ_LINES ?? 250);
const seed = Number(process.env.SEED ?? 7);
const patienceMs = 20_000;

const guide = join(packageRoot, "docs/guide");
const corpus = [
  ...readdirSync(guide)
    .filter(name => name.endsWith(".scala"))
    .flatMap(name => entriesOf(readFileSync(join(guide, name), "utf8")).map(({ text }) => text)),
  ...[
    ":help",
    ":set echo true",
    ":sql select 1",
    ":type 1 + 1",
    ":doc upper",
    ":time 1",
    ":history",
    ":pane tiles",
    ":topics x",
    ":queries",
    ":trace",
  ],
  ...["df = spark.range(3).filter(lambda x: True)", "print(f'{x} rows')", "from pyspark.sql import *"],
  ...[
    "const n = await spark.range(5).count()",
    "let o = { a: [1, 2, { b: `${n}` }] }",
    "class A<T> { constructor(readonly t: T) {} }",
  ],
  ...[
    "type P = { a: string }",
    "[1, 2, 3].map(x => x ** 2)",
    "interface I { f(): void }",
    "/a+b/g.test('aab')",
    "new Map([[1, 'x']])",
  ],
  ...[
    "소유.안녕('트윗')",
    '$"value".cast("string")',
    "spark.sql('select \"🎉\" as e').show()",
    "throw new Error('x')",
  ],
];
const odd = [
  "\0",
  "\x01",
  "\x1b[2J",
  "\x7f",
  "\u2028",
  "\u200d",
  "\ud800",
  "🎉",
  "가",
  "\t",
  "\r",
  "\\",
  "`",
  '"',
  "'",
  "${",
  "}",
  "{",
  "(",
  ")",
  "[",
  "]",
  ";",
  "/*",
  "//",
  "=>",
  "<-",
  "#",
  "@",
  "..",
  "?.",
  "!",
  "0x",
  "1e999",
  "__proto__",
  "constructor",
];

/** What must not come about by chance: it would leave the test's folder, or wait for what never comes. */
const isHarmful = (text: string): boolean =>
  /^\s*!|\bwhile\b|await\s*Termination|process|import\s*\(|\.\.\/|:load|:edit|:producer|:connect|Thread|socket/i.test(
    text,
  );

const home = process.cwd();
let shell: TestShell;
beforeAll(() => {
  shell = testShell();
  process.chdir(mkdtempSync(join(tmpdir(), "fuzz-")));
});
afterAll(async () => {
  process.chdir(home);
  shell.close();
  await shell.backend.close();
});

test(`${count} mutated lines are answered clearly, and the shell goes on`, {
  timeout: 3_600_000,
}, async () => {
  const random = seeded(seed);
  const pick = <T>(of: readonly T[]): T => of[random(of.length)]!;
  const at = (text: string) => random(text.length + 1);
  const mutations: ((text: string) => string)[] = [
    text => text.slice(0, at(text)) + text.slice(at(text)),
    text => text.slice(at(text)),
    text => text.slice(0, at(text)),
    text => text.slice(0, at(text)) + pick(odd) + text.slice(at(text)),
    text => text.slice(0, at(text)) + pick(corpus).slice(at(text)),
    text => text.replace(/\w+/, () => pick(["val", "null", "x", "spark", "case", "=>", "class"])),
    text => [...text].reverse().join(""),
    text => text.replaceAll(pick(["(", ")", '"', ".", " ", ","]), pick(odd)),
    () => Array.from({ length: 40 }, () => pick(odd)).join(""),
    text => `${text}\n${pick(corpus)}`,
  ];
  for (let i = 0; i < count; i++) {
    let text = pick(corpus);
    for (let n = 1 + random(3); n > 0; n--) text = pick(mutations)(text);
    if (isHarmful(text)) continue;
    if (shell.isSql) await shell.enter(":sql");
    const late = setTimeout(() => shell.interrupt(), patienceMs);
    const start = performance.now();
    shell.isComplete(text);
    const said = await shell.enter(text);
    clearTimeout(late);
    const place = `seed ${seed}, line ${i}: ${JSON.stringify(text)}`;
    expect(performance.now() - start, place).toBeLessThan(patienceMs);
    const errors = said.filter(line => line.startsWith("! ") && !line.startsWith("! stopped at "));
    expect(errors.length, `${place}\n${errors.join("\n")}`).toBeLessThanOrEqual(1);
    // No trace, no inner name, nothing without a word.
    for (const line of errors) {
      expect(line, place).not.toMatch(
        /^\s+at |node:internal|\/dist\/|the type checker (failed|ended)|is not a function\b.*internal/,
      );
      expect(line.length, place).toBeGreaterThan("! error: ".length);
    }
    if (i % 50 === 0) for (const query of shell.backend.activeQueries()) await query.stop();
  }
  if (shell.isSql) await shell.enter(":sql");
  expect((await shell.enter("40 + 2")).join("\n")).toContain("= 42");
});

test.each([
  ["a word", "x".repeat(1_000_000)],
  ["brackets", "[".repeat(1_000_000)],
  ["a string", JSON.stringify("가".repeat(350_000))],
  ["lines", "const a1 = 1\n".repeat(2_000)],
  ["control characters", "\x00\x1b[31m\x07".repeat(100_000)],
  ["Scala", `val xs = Seq(${"1, ".repeat(200_000)}1)`],
])("1 MB of %s is answered", { timeout: 180_000 }, async (_, text) => {
  await shell.enter(text);
  expect((await shell.enter("40 + 2")).join("\n")).toContain("= 42");
});
