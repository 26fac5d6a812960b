import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { History } from "../../../src/shell/terminal/history.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "history-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const open = (name = "history") =>
  new History(join(folder, name), why => {
    throw new Error(why);
  });

describe("History", () => {
  it("keeps entries, those of several lines whole, in a file nobody else reads", () => {
    const history = open("deep/down/history");
    history.add("a\nb");
    history.add("c");
    history.add("c");
    expect(open("deep/down/history").entries).toEqual(["a\nb", "c"]);
    expect(statSync(join(folder, "deep/down/history")).mode & 0o777).toBe(0o600);
  });

  it("closes a file that was open to others", () => {
    const file = join(folder, "history");
    writeFileSync(file, "x\n");
    chmodSync(file, 0o644);
    open();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("walks back and forth, and returns to what was typed", () => {
    const history = open();
    for (const entry of ["one", "two", "three"]) history.add(entry);
    expect(history.walk(-1, "")).toBe("three");
    expect(history.walk(-1, "three")).toBe("two");
    expect(history.walk(1, "two")).toBe("three");
    expect(history.walk(1, "three")).toBe("");
    expect(history.walk(1, "")).toBeUndefined();
  });

  it("visits only entries that begin as what was typed", () => {
    const history = open();
    for (const entry of ["val a", "other", "val b"]) history.add(entry);
    expect(history.walk(-1, "val")).toBe("val b");
    expect(history.walk(-1, "val b")).toBe("val a");
    expect(history.walk(-1, "val a")).toBeUndefined();
    expect(history.walk(1, "val a")).toBe("val b");
    expect(history.walk(1, "val b")).toBe("val");
  });

  it("does not grow without end", () => {
    const file = join(folder, "history");
    for (let round = 0; round < 3; round++) {
      writeFileSync(file, Array.from({ length: 3000 }, (_, i) => `entry ${round} ${i}\n`).join(""));
      const { entries } = open();
      expect([entries.length, entries.at(-1)]).toEqual([2000, `entry ${round} 2999`]);
    }
    const history = open();
    history.add("one more");
    expect(readFileSync(file, "utf8")).toBe("one more\n");
    expect(readFileSync(`${file}.1`, "utf8").split("\n")).toHaveLength(3001);
    expect(open().entries.slice(-2)).toEqual(["entry 2 2999", "one more"]);
  });

  it("shows at the next step back what another shell entered meanwhile, in the order of both", () => {
    const [one, other] = [open(), open()];
    one.add("one 1");
    other.add("other 1");
    one.add("val password = 'secret'");
    one.add("one 2");
    other.add("other 2");
    expect(one.walk(-1, "")).toBe("other 2");
    expect(one.entries).toEqual(["one 1", "other 1", "val password = 'secret'", "one 2", "other 2"]);
    expect(other.walk(-1, "")).toBe("other 2");
    expect(other.walk(-1, "other 2")).toBe("one 2");
    one.add("one 3");
    other.refresh();
    expect(other.entries).toEqual(["one 1", "other 1", "one 2", "other 2", "one 3"]);
  });

  it("suggests what the newest entry that begins so goes on with", () => {
    const history = open();
    for (const entry of ["df.show(1)", "df.count()", "df"]) history.add(entry);
    expect(["df", "df.s", "x", " ", ""].map(text => history.suggestion(text))).toEqual([
      ".count()",
      "how(1)",
      "",
      "",
      "",
    ]);
  });

  it("says once that its file cannot be used, and goes on without", () => {
    const said: string[] = [];
    const history = new History(folder, why => said.push(why));
    history.add("a");
    expect(history.entries).toEqual(["a"]);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(`The history can't be kept in ${folder}: `);
  });
});
