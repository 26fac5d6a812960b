import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DataFrame } from "../../../src/sql/data-frame.js";
import { openSession, type TestSession } from "../../session.js";

let session: TestSession;
let folder: string;
beforeEach(() => {
  session = openSession();
  folder = mkdtempSync(join(tmpdir(), "json-"));
});
afterEach(() => session.close());

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const rowsOf = async (table: DataFrame) => (await table.collect()).map(row => row.toString());

describe("a schema inferred from JSON", () => {
  it("has what all records have, sorted by name", async () => {
    const path = file(
      "a.json",
      '{"b":1,"a":"x"}\n{"b":1.5,"c":[1,null],"d":{},"e":null}\n\n{"f":99999999999999999999}\n[{"b":3},{"b":4}]\n',
    );
    const table = session.spark.read.json(path);
    expect(table.schema.simpleString).toBe(
      "struct<a:string,b:double,c:array<bigint>,e:string,f:decimal(20,0)>",
    );
    expect(await table.count()).toBe(5n);
    expect(session.spark.read.option("primitivesAsString", true).json(path).schema.simpleString).toBe(
      "struct<a:string,b:string,c:array<string>,e:string,f:string>",
    );
  });

  it("keeps what is malformed in a column, drops it, or fails", async () => {
    const path = file("a.json", '{"a":1}\n{"a":\n"str"\n5\n{"a":2}{"a":3}\n');
    const read = (mode: string) => session.spark.read.option("mode", mode);
    expect(await rowsOf(read("PERMISSIVE").json(path))).toEqual([
      "[null,1]",
      '[{"a":,null]',
      '["str",null]',
      "[5,null]",
      "[null,2]",
    ]);
    expect(await rowsOf(read("DROPMALFORMED").json(path))).toEqual(["[1]", "[2]"]);
    expect(() => read("FAILFAST").json(path)).toThrow(
      "[MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION] Malformed records are detected in record parsing: _corrupt_record.",
    );
    await expect(read("FAILFAST").schema("a INT").json(path).collect()).rejects.toThrow(
      /^\[FAILED_READ_FILE.NO_HINT\] .*MALFORMED_RECORD_IN_PARSING/s,
    );
    expect(session.spark.read.option("columnNameOfCorruptRecord", "bad").json(path).schema.simpleString).toBe(
      "struct<a:bigint,bad:string>",
    );
  });

  it("reads a file as one record where it is told so", async () => {
    const path = file("a.json", '[{"a":1,\n"b":2},{"a":3}]');
    expect(await rowsOf(session.spark.read.option("multiLine", true).json(path))).toEqual([
      "[1,2]",
      "[3,null]",
    ]);
  });

  it("takes what is not UTF-8 as malformed, a file cut off too", async () => {
    const path = file("a.json", Buffer.concat([Buffer.from('{"a":"x"}\n{"a":"\xff"}\n{"a":"', "latin1")]));
    const table = session.spark.read.json(path);
    expect(table.schema.simpleString).toBe("struct<_corrupt_record:string,a:string>");
    expect(await rowsOf(table)).toEqual(["[null,x]", "[null,null]", '[{"a":",null]']);
  });

  it("refuses what there is no telling of", async () => {
    mkdirSync(join(folder, "empty"));
    file("sub/x/a.json", "{}");
    for (const path of ["empty", "sub"])
      expect(() => session.spark.read.json(join(folder, path))).toThrow(
        "[UNABLE_TO_INFER_SCHEMA] Unable to infer schema for JSON. It must be specified manually. SQLSTATE: 42KD9",
      );
    expect(() => session.spark.read.json(`${folder}/no*.json`)).toThrow(
      `[PATH_NOT_FOUND] Path does not exist: file:${folder}/no*.json. SQLSTATE: 42K03`,
    );
    expect(() => session.spark.read.json(file("b.json", '{"a":1,"A":2}'))).toThrow(
      "[COLUMN_ALREADY_EXISTS] The column `a` already exists.",
    );
    expect(session.spark.read.json(file("c.json", "")).columns).toEqual([]);
  });

  it("reads several paths and wildcards", async () => {
    const [a] = [file("a1.json", '{"v":1}'), file("a2.json", '{"v":2}'), file("b.json", '{"v":3}')];
    expect(await rowsOf(session.spark.read.json(join(folder, "a[12].json")))).toEqual(["[1]", "[2]"]);
    expect(await rowsOf(session.spark.read.json(a!, join(folder, "{b,c}*")))).toEqual(["[1]", "[3]"]);
  });
});

describe("folders named k=v", () => {
  it("become columns, with the types that their values have", async () => {
    file("k=1/v=a b/x.json", '{"z":1}\n');
    file("k=2/v=c%2Fd/x.json", '{"z":2}\n');
    file("k=__HIVE_DEFAULT_PARTITION__/v=e/x.json", '{"z":3}\n');
    const table = session.spark.read.json(folder);
    expect(table.schema.simpleString).toBe("struct<z:bigint,k:int,v:string>");
    expect((await rowsOf(table)).sort()).toEqual(["[1,1,a b]", "[2,2,c/d]", "[3,null,e]"]);
    expect(session.spark.read.json(join(folder, "k=1")).columns).toEqual(["z", "v"]);
    expect(await rowsOf(session.spark.read.option("basePath", folder).json(join(folder, "k=1")))).toEqual([
      "[1,1,a b]",
    ]);
    expect(session.spark.read.schema("k STRING, z INT").json(folder).schema.simpleString).toBe(
      "struct<z:int,k:string,v:string>",
    );
  });

  it("have dates, times, or text where numbers differ", () => {
    const typeOf = (name: string, ...values: string[]) => {
      for (const value of values) file(`${name}/d=${value}/x.json`, '{"z":1}\n');
      return session.spark.read.json(join(folder, name)).schema.fields[1]?.dataType.kind;
    };
    expect(typeOf("a", "2024-01-01")).toBe("date");
    expect(typeOf("b", "2024-01-01 00%3A00%3A00")).toBe("timestamp");
    expect(typeOf("c", "1.5", "99999999999")).toBe("string");
    expect(typeOf("d", "1", "99999999999")).toBe("long");
  });

  it("are refused where their names differ", () => {
    file("k=1/x.json", "{}");
    file("j=1/x.json", "{}");
    expect(() => session.spark.read.json(folder)).toThrow("[CONFLICTING_PARTITION_COLUMN_NAMES]");
  });
});
