import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openShell, type ShellPty } from "./shell.js";

let shell: ShellPty;
let editor: string;

beforeAll(async () => {
  shell = await openShell({
    cols: 100,
    rows: 30,
    env: { VISUAL: "", EDITOR: '"$TWEET_SHELL_HOME/editor" --wait' },
  });
  editor = join(shell.home, "editor");
  await shell.enter("1");
});
afterAll(() => shell.kill());

/** An editor that does what it is told to the file, and says what it was given. */
function editorDoes(script: string): void {
  writeFileSync(editor, `#!/bin/sh\nfile=$2\ncp "$file" "$TWEET_SHELL_HOME/given"\n${script}\n`);
  chmodSync(editor, 0o755);
}
const given = () => readFileSync(join(shell.home, "given"), "utf8");
const prompt = () => shell.screen().findLast(line => line !== "");

describe("a pasted guide", () => {
  it("runs statement by statement, stops at the first error, and says which", async () => {
    shell.paste(
      "const a = 1\nconst b = {\n  c: 2,\n}\n// a comment\nconst d = b.nope\nconst laterName = 5\nconst f = 6\n",
    );
    await shell.waitFor("\nstopped at line 6, 3 of 5 statements: the 2 after it were not run\n");
    const said = shell.scrollback().join("\n");
    expect(said).toContain("\na: number = 1\nb: Object = { c: 2 }\nerror: Property 'nope' does not exist");
    expect(said).toContain("\n  const d = b.nope\n              ^^^^\n");
    expect(await shell.enter("laterName")).toEqual([
      expect.stringContaining("Cannot find name 'laterName'"),
      expect.any(String),
      expect.any(String),
    ]);
  });

  it("of Scala stops just so, and comes back as one entry", async () => {
    const guide = 'val x = spark.range(3)\nval y = x\n  .filter($"id" > 1)\n  .select($"nope")\nval z = 1\n';
    shell.paste(guide);
    await shell.waitFor("\nstopped at line 2, 2 of 3 statements: the one after it was not run\n");
    shell.type("\x1b[A");
    await shell.waitFor(() => prompt() === "  ...> val z = 1");
    expect(
      shell
        .screen()
        .filter(line => line.startsWith("  ...>"))
        .slice(-4),
    ).toEqual(
      guide
        .trimEnd()
        .split("\n")
        .slice(1)
        .map(line => `  ...> ${line}`),
    );
    shell.type("\x03");
  });

  it("of a megabyte is taken within seconds, and the prompt goes on", async () => {
    const text = `const text = [${'"한국어 and some text, over and over", '.repeat(26_000)}]\n`;
    expect(text.length).toBeGreaterThan(900_000);
    shell.paste(`${text}text.length`);
    await shell.waitFor(() => prompt()?.endsWith("text.length") === true, 30_000);
    shell.type("\x03");
    expect(await shell.enter("40 + 2")).toEqual([expect.stringContaining("= 42")]);
  });
});

describe(":edit", () => {
  it("puts the last entry to the editor, and what comes of it at the prompt", async () => {
    await shell.enter("const edited = 'before'");
    editorDoes('printf "const edited = [\\n  1,\\n]\\n" > "$file"');
    shell.type(":edit\r");
    await shell.waitFor(() => prompt() === "  ...> ]");
    expect(given()).toMatch(/^"ran \d"\n$/);
    expect(
      shell
        .screen()
        .filter(line => line.startsWith("tweet>"))
        .at(-1),
    ).toBe("tweet> const edited = [");
    shell.type("\r");
    await shell.waitFor("\nedited: Array = [ 1 ]\n");
  });

  it("takes a text, the number of an entry, and by Ctrl-X Ctrl-E what is typed", async () => {
    editorDoes('echo "$(cat "$file") + 1" > "$file"');
    shell.type(":edit 7 * 6\r");
    await shell.waitFor(() => prompt() === "tweet> 7 * 6 + 1");
    shell.type("\x15:edit 1\r");
    await shell.waitFor(() => prompt() === "tweet> 1 + 1");
    shell.type("\x15typed\x18\x05");
    await shell.waitFor(() => prompt() === "tweet> typed + 1");
    shell.type("\x18\x15");
    await shell.waitFor(() => prompt() === "tweet> typed");
    shell.type("\x15");
  });

  it("says what went wrong in one line, and the prompt goes on", async () => {
    editorDoes("exit 3");
    shell.type(":edit 1\r");
    await shell.waitFor("ended with status 3: the text stays as it was\n");
    shell.type(":edit 999\r");
    await shell.waitFor("there is no entry 999: :history lists them\n");
    expect(await shell.enter("40 + 3")).toEqual([expect.stringContaining("= 43")]);
  });

  it("leaves screen and keyboard to the editor while it runs", async () => {
    editorDoes(
      'stty -a < /dev/tty | grep -o " icanon" ; printf "asked: "; read answer; echo "$answer" > "$file"',
    );
    shell.type(":edit 1\r");
    await shell.waitFor(() => prompt()?.endsWith("asked:") === true);
    expect(shell.scrollback().join("\n")).toContain(" icanon");
    shell.type("from the keyboard\r");
    await shell.waitFor(() => prompt() === "tweet> from the keyboard");
    shell.type("\x15");
  });
});
