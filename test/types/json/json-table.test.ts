import { describe, expect, it } from "vitest";
import { parseSchema } from "../../../src/plan/parser/parse.js";
import { newShapes } from "../../../src/types/json/json-new-shapes.js";
import { jsonRowReader } from "../../../src/types/json/json-rows.js";
import { jsonTable } from "../../../src/types/json/json-table.js";
import { rowAt } from "../../../src/types/vector/index.js";
import { seeded } from "../../seeded.js";

const schema = parseSchema(
  "l BIGINT, i INT, s SMALLINT, t TINYINT, d DOUBLE, f FLOAT, text STRING, b BOOLEAN, day DATE, at TIMESTAMP, m DECIMAL(10,2), list ARRAY<INT>, o STRUCT<x: BIGINT, y: STRING>",
);
const options = { timeZone: "Asia/Seoul" };

/** The rows of a text by the reader of bytes, and how many lines it has left to the reader of text. */
function read(text: string) {
  const readText = jsonRowReader(schema, options);
  let left = 0;
  const table = jsonTable(Buffer.from(text), schema, options, line => {
    left++;
    return readText(line.toString()).rows;
  });
  return { rows: Array.from({ length: table.length }, (_, i) => rowAt(table, i)), left };
}

const byText = (text: string) =>
  text
    .split("\n")
    .flatMap(line => jsonRowReader(schema, options)(line.replace(/\r$/, "")).rows.map(row => [...row]));

const numbers = [
  "0",
  "-0",
  "7",
  "-128",
  "300",
  "70000",
  "2147483648",
  "9007199254740993",
  "-9223372036854775808",
];
const fractions = [
  "1.5",
  "-0.1",
  "3.14159265358979",
  "1e3",
  "1.25E-7",
  "123456789012345678.9",
  "0.30000000000000004",
];
const odd = ["01", "1.", ".5", "+1", "NaN", "tru", "nullx", '"unended', "'single'", "{", "[1,", "1e", "--1"];
const texts = [
  '""',
  '"a"',
  '"소유 🎉"',
  '"a\\"b\\n\\u00e9\\/"',
  '"\\ud83d\\ude00"',
  '"\\ud83d"',
  '"2024-02-29"',
];
const others = [
  "null",
  "true",
  "false",
  '"1987-05-10T03:00:00"',
  '"12.345"',
  "[1, null,2]",
  "[]",
  '["x"]',
  '{"x": 9223372036854775807, "y": {"z": [1]}}',
  "{}",
  '{"x":1,"x":2}',
];

describe("lines of JSON read from bytes", () => {
  it("are the rows that the reader of text makes, whatever stands in them", () => {
    const below = seeded(20_24);
    const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
    const value = () =>
      pick([numbers, numbers, fractions, texts, texts, others, ...(below(10) === 0 ? [odd] : [])].map(pick));
    const names = [...schema.fieldNames, "unknown", "l"];
    const line = () => {
      const members = Array.from(
        { length: below(6) },
        () => `"${pick(names)}"${pick(["", " "])}:${pick(["", " ", "\t"])}${value()}`,
      );
      const object = `{${members.join(pick([",", " , "]))}}`;
      return pick([
        object,
        object,
        object,
        object,
        ` ${object} `,
        `[${object},${object}]`,
        "",
        "{",
        `${object}x`,
        `${object}\r`,
      ]);
    };
    for (let round = 0; round < 300; round++) {
      const text = Array.from({ length: 20 }, line).join("\n");
      expect(read(text).rows, text).toEqual(byText(text));
    }
  });

  it("leave plain lines to nobody", () => {
    const plain =
      '{"l":1900000000000000001,"i":-5,"d":0.125,"text":"소유 \\n \\u00e9","list":[1],"unknown":{"a":["b"]}}\n';
    const { rows, left } = read(plain.repeat(3000));
    expect(left).toBe(0);
    expect(rows).toHaveLength(3000);
    expect(rows[2999]!.slice(0, 2)).toEqual([1900000000000000001n, -5]);
    expect(rows[2999]![6]).toBe("소유 \n é");
  });

  it("that are not UTF-8 are left to the reader of text, all others of the block too", () => {
    const block = Buffer.concat([
      Buffer.from('{"i":1}\n{"text":"'),
      Buffer.from([0xff]),
      Buffer.from('"}\n{"i":3}\n'),
    ]);
    const table = jsonTable(
      block,
      schema,
      options,
      line => jsonRowReader(schema, options)(line.toString()).rows,
    );
    expect(Array.from({ length: table.length }, (_, i) => table.columns[1]!.get(i))).toEqual([1, null, 3]);
  });
});

describe("lines that add to a schema", () => {
  const known = parseSchema("l BIGINT, d DOUBLE, s STRING, b BOOLEAN");
  const typeOf = (name: string) => known.fields.find(field => field.name === name)?.dataType;
  const added = (...lines: string[]) =>
    [...newShapes(Buffer.from(lines.join("\n")), typeOf)].map(line => line.toString());

  it("are not those whose values its columns hold", () => {
    expect(
      added(
        '{"l":1,"d":2.5,"s":"x","b":true}',
        '{"d":-3,"s":1e3,"l":null}',
        '{"s":false, "b": null}\r',
        '{"s":"a\\n\\u00e9"}',
      ),
    ).toEqual([]);
  });

  it.each([
    '{"l":1.5}',
    '{"l":9223372036854775808}',
    '{"b":1}',
    '{"new":null}',
    '{"s":{"x":1}}',
    '{"s":[1]}',
    '{"l":"x"}',
    "{}",
    "[]",
    "{",
    '{"l":1}}',
    "",
  ])("are such as %s", line => {
    expect(added('{"l":1}', line, '{"l":2}')).toEqual(line === "" ? [""] : [line]);
  });
});
