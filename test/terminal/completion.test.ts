import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openShell, type ShellPty } from "./shell.js";

let shell: ShellPty;
beforeAll(async () => {
  shell = await openShell({ cols: 80, rows: 24 });
  await shell.enter('const df = spark.range(3).toDF("number").withColumn("이름", lit("a"))');
});
afterAll(() => shell.kill());
// Clears the line and what stands below it.
beforeEach(() => shell.type("\x1b\x05\x15"));

const tab = "\t";
const keys = { down: "\x1b[B", shiftTab: "\x1b[Z", escape: "\x1b" };
/** The prompt and what stands below it. */
const below = () => {
  const lines = shell.screen();
  const at = lines.findLastIndex(line => line.startsWith("tweet>"));
  return lines.slice(at).filter(line => line !== "");
};
const prompt = () => below()[0];
const shows = (...lines: (string | RegExp)[]) =>
  shell.waitFor(() => {
    const seen = below();
    return (
      seen.length === lines.length &&
      lines.every((line, i) => (typeof line === "string" ? seen[i] === line : line.test(seen[i]!)))
    );
  });

describe("the menu", () => {
  it("stands below the prompt with signatures; Tab, Shift-Tab and arrows choose, Enter takes", async () => {
    shell.type(`df.dropD${tab}`);
    await shell.waitFor(() => prompt() === "tweet> df.dropDuplicates");
    await shows(
      "tweet> df.dropDuplicates",
      /^ {2}dropDuplicates +\(/,
      /^ {2}dropDuplicatesWithinWatermark +\(/,
    );
    shell.type(tab);
    await shell.waitFor(() => below()[1]?.startsWith("> dropDuplicates ") === true && below().length === 4);
    expect(shell.lookOf("> dropDuplicates").inverse).toBe(true);
    shell.type(keys.down);
    await shell.waitFor(() => below()[2]?.startsWith("> dropDuplicatesWithinWatermark") === true);
    shell.type(`${keys.shiftTab + keys.shiftTab}\r`);
    await shows("tweet> df.dropDuplicatesWithinWatermark");
    expect(shell.cursor().x).toBe("tweet> df.dropDuplicatesWithinWatermark".length);
  });

  it("narrows with what is typed, and Escape closes it", async () => {
    shell.type(`df.${tab}`);
    await shell.waitFor(() => below().length > 5);
    shell.type("writ");
    await shows("tweet> df.writ", /^ {2}write /, /^ {2}writeStream /);
    shell.type("eS");
    await shows("tweet> df.writeS", /^ {2}writeStream /);
    shell.type(keys.escape);
    await shows("tweet> df.writeS");
    shell.type(tab);
    await shows("tweet> df.writeStream");
  });

  it("offers the columns of the live schema, Korean ones too", async () => {
    shell.type(`df.select($"${tab}`);
    await shows('tweet> df.select($"', /^ {2}number +bigint$/, /^ {2}이름 +string$/);
    shell.type(`${tab + tab}\r`);
    await shell.waitFor(() => prompt() === 'tweet> df.select($"이름');
    expect(shell.cursor().x).toBe('tweet> df.select($"이름'.length + 2);
    shell.type('")\r');
    await shell.waitFor(/DataFrame = \[이름: string\]/);
  });

  it("finds room on 40 by 12", async () => {
    await shell.resize(40, 12);
    shell.type(`functions.to_${tab}`);
    await shell.waitFor(() => below().length > 4 && below().every(line => line.length <= 40));
    expect(shell.screen().length).toBe(12);
    shell.type(keys.escape);
    await shows("tweet> functions.to_");
    await shell.resize(80, 24);
  });
});

describe("the hint", () => {
  it("shows the signature while an argument is typed, and goes with the call", async () => {
    shell.type("df.limit(");
    await shows("tweet> df.limit(", /^ {2}limit\(count: number\): DataFrame/);
    expect(shell.lookOf("count: number").bold).toBe(true);
    shell.type("1)");
    await shows("tweet> df.limit(1)");
    expect(shell.cursor()).toMatchObject({ x: "tweet> df.limit(1)".length });
  });
});

it("Tab at the beginning of a line is two blanks", async () => {
  shell.type(`${tab}x`);
  await shell.waitFor(() => prompt() === "tweet>   x");
});
