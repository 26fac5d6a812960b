import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { systemClock } from "../../src/util/clock.js";
import { Conf } from "../../src/util/conf.js";
import { makeFolder } from "../../src/util/make-folder.js";
import { bySimilarity, nearest } from "../../src/util/nearest.js";
import { OptionMap } from "../../src/util/options.js";

describe("nearest", () => {
  it("finds what was meant, and nothing where nothing is near", () => {
    expect(nearest("consol", ["kafka", "console", "noop"])).toBe("console");
    expect(nearest("rocksdb", ["kafka", "console", "noop"])).toBeUndefined();
    expect(nearest("x", [])).toBeUndefined();
  });

  it("orders by distance, and keeps the order of equals", () => {
    expect(bySimilarity("valeu", ["key", "value", "offset"])).toEqual(["value", "key", "offset"]);
    expect(bySimilarity("kk", ["k", "v"])).toEqual(["k", "v"]);
  });
});

describe("options", () => {
  const options = new OptionMap({ maxFiles: "3", Flag: "TRUE", bad: "maybe", empty: " " });

  it("are found without regard to case", () => {
    expect(options.get("MAXFILES")).toBe("3");
    expect(options.integer("maxfiles", 1)).toBe(3);
    expect(options.integer("other", 7)).toBe(7);
    expect(options.boolean("flag", false)).toBe(true);
  });

  it("name what is wrong with a value", () => {
    expect(() => options.boolean("bad", true)).toThrow("maybe is not a boolean string");
    expect(() => options.integer("bad", 1)).toThrow("Invalid value 'maybe' for option 'bad'");
    expect(() => options.integer("empty", 1)).toThrow("Invalid value ' '");
    expect(() => options.integer("maxFiles", 1, 4)).toThrow("at least 4");
  });
});

describe("settings", () => {
  it("have Spark's defaults, and take any key", () => {
    const conf = new Conf();
    expect(conf.get("spark.sql.ansi.enabled")).toBe("true");
    conf.set("my.key", "1");
    expect(conf.get("my.key")).toBe("1");
    conf.unset("my.key");
    expect(() => conf.get("my.key")).toThrow(
      '[SQL_CONF_NOT_FOUND] The SQL config "my.key" cannot be found. Please verify that the config exists. SQLSTATE: 42K0I',
    );
  });
});

describe("folders", () => {
  it("are made with those above them", () => {
    const folder = join(mkdtempSync(join(tmpdir(), "made-")), "a/b/c");
    makeFolder(folder);
    makeFolder(folder);
    expect(existsSync(folder)).toBe(true);
  });

  it("fail where the file system makes none, and return", () => {
    expect(() => makeFolder("/proc/nowhere/x")).toThrow("/proc/nowhere");
  });
});

it("a sleep ends when it is aborted", async () => {
  const signal = AbortSignal.timeout(20);
  const start = Date.now();
  await systemClock.sleep(60_000, signal);
  await systemClock.sleep(60_000, signal);
  expect(Date.now() - start).toBeLessThan(30_000);
});
