import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSession, type TestSession } from "../../session.js";

let session: TestSession;
let path: string;
beforeEach(() => {
  session = openSession();
  path = join(mkdtempSync(join(tmpdir(), "csv-")), "a.csv");
});
afterEach(() => session.close());

const awkward =
  'id,name,x\n1,"a ""q"" b",2.5\n2, sp ,\n3,"multi\nline",1e3\n4,"esc \\" q",x\n5\n6,a,b,c\n,"",\n';

function read(content: string | Buffer, options: Record<string, string> = {}, schema?: string) {
  writeFileSync(path, content);
  const reader = session.spark.read.options(options);
  return (schema === undefined ? reader : reader.schema(schema)).csv(path);
}
const rowsOf = async (...args: Parameters<typeof read>) =>
  (await read(...args).collect()).map(row => row.toSeq());

describe("values in quotes", () => {
  it("are read as Spark reads them, well formed or not", async () => {
    expect(await rowsOf(awkward, { header: "true" })).toEqual([
      ["1", '"a ""q"" b"', "2.5"],
      ["2", " sp ", null],
      ["3", "multi", null],
      ['line"', "1e3", null],
      ["4", 'esc " q', "x"],
      ["5", null, null],
      ["6", "a", "b"],
      [null, null, null],
    ]);
    expect((await rowsOf(awkward, { header: "true", escape: '"' })).slice(0, 5)).toEqual([
      ["1", 'a "q" b', "2.5"],
      ["2", " sp ", null],
      ["3", "multi", null],
      ['line"', "1e3", null],
      ["4", '"esc \\" q"', "x"],
    ]);
    expect(await rowsOf('a"b,c\n"d"e,f\n"g,h\ni,"j" ,k\n "l",m\n')).toEqual([
      ['a"b', "c"],
      ['"d"e', "f"],
      ["g,h", null],
      ["i", "j"],
      [' "l"', "m"],
    ]);
  });

  it("may hold line breaks with multiLine", async () => {
    expect((await rowsOf(awkward, { header: "true", multiLine: "true" }))[2]).toEqual([
      "3",
      "multi\nline",
      "1e3",
    ]);
  });

  it("are told from none by nullValue and emptyValue", async () => {
    expect(await rowsOf('"",a\n,b\n', { emptyValue: "E", nullValue: "N" })).toEqual([
      ["E", "a"],
      [null, "b"],
    ]);
  });
});

describe("records that do not fit", () => {
  it("keep what fits, and their text", async () => {
    expect(
      await rowsOf(awkward, { header: "true" }, "id INT, name STRING, x DOUBLE, _corrupt_record STRING"),
    ).toEqual([
      [1, '"a ""q"" b"', 2.5, null],
      [2, " sp ", null, null],
      [3, "multi", null, '3,"multi'],
      [null, "1e3", null, 'line",1e3'],
      [4, 'esc " q', null, '4,"esc \\" q",x'],
      [5, null, null, "5"],
      [6, "a", null, "6,a,b,c"],
      [null, null, null, null],
    ]);
  });

  it("are dropped, or fail", async () => {
    const schema = "id INT, name STRING, x DOUBLE";
    expect(await rowsOf(awkward, { header: "true", mode: "DROPMALFORMED" }, schema)).toHaveLength(3);
    await expect(rowsOf(awkward, { header: "true", mode: "FAILFAST" }, schema)).rejects.toThrow(
      "MALFORMED_RECORD_IN_PARSING",
    );
    expect(() => read("1", {}, "a ARRAY<INT>")).toThrow(
      '[UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE] The CSV datasource doesn\'t support the column `a` of the type "ARRAY<INT>". SQLSTATE: 0A000',
    );
  });
});

describe("a schema inferred from CSV", () => {
  const types = (content: string, options: Record<string, string> = {}) =>
    read(content, { inferSchema: "true", ...options }).schema.simpleString;

  it("has the types that all values fit", () => {
    expect(
      types(
        "a;b;c;d;e;f;g\n1;2147483648;1.5;true;2024-01-01;2024-01-01 10:00:00;99999999999999999999\n-1;;;;;;\n",
        { sep: ";", header: "true" },
      ),
    ).toBe("struct<a:int,b:bigint,c:double,d:boolean,e:date,f:timestamp,g:decimal(20,0)>");
    expect(types("1,2024-01-01,true,1\nx,2024-01-01 01:02:03,1,2.5\n")).toBe(
      "struct<_c0:string,_c1:timestamp,_c2:string,_c3:double>",
    );
    expect(types(",1,NaN,Infinity\n,2,1,2\n")).toBe("struct<_c0:string,_c1:int,_c2:double,_c3:double>");
  });

  it("has a header's names, told apart", () => {
    expect(read("a,A,,a\n1,2,3,4\n", { header: "true" }).columns).toEqual(["a0", "A1", "_c2", "a3"]);
    expect(read("\ufeffa,b\r\n1,2\r\n", { header: "true" }).columns).toEqual(["a", "b"]);
    expect(read("").columns).toEqual([]);
  });
});

it("takes other separators, comments and encodings", async () => {
  expect(await rowsOf("1||2\n", { sep: "||" })).toEqual([["1", "2"]]);
  expect(await rowsOf("1\t2\n", { delimiter: "\\t" })).toEqual([["1", "2"]]);
  expect(await rowsOf("#x\n1,2\n#y\n\n  \n3,4\n", { comment: "#" })).toEqual([
    ["1", "2"],
    ["3", "4"],
  ]);
  const latin = Buffer.from("caf\xe9,1\n", "latin1");
  expect(await rowsOf(latin, { encoding: "ISO-8859-1" })).toEqual([["café", "1"]]);
  expect(await rowsOf(latin)).toEqual([["caf\ufffd", "1"]]);
});

it("reads text by lines, wholly, or by a separator", async () => {
  const text = async (content: string, options: Record<string, string> = {}) => {
    writeFileSync(path, content);
    return (await session.spark.read.options(options).text(path).collect()).map(row => row.get(0));
  };
  expect(await text("a\r\nb\n\nc")).toEqual(["a", "b", "", "c"]);
  expect(await text("a\r\nb", { wholetext: "true" })).toEqual(["a\r\nb"]);
  expect(await text("a|b|c", { lineSep: "|" })).toEqual(["a", "b", "c"]);
  expect(() => session.spark.read.schema("a STRING, b STRING").text(path)).toThrow(
    "Text data source supports only a single column, and you have 2 columns.",
  );
});
