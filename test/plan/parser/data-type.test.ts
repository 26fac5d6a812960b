import { describe, expect, it } from "vitest";
import { parseDataType, parseSchema } from "../../../src/plan/parser/parse.js";
import { simpleString } from "../../../src/types/index.js";

describe("DDL", () => {
  it.each([
    ["STRING", "string"],
    ["bigint", "bigint"],
    ["LONG", "bigint"],
    ["Decimal(12, 3)", "decimal(12,3)"],
    ["decimal", "decimal(10,0)"],
    ["ARRAY<STRUCT<a: INT, `b c` STRING NOT NULL>>", "array<struct<a:int,b c:string>>"],
    ["map<string, array<double>>", "map<string,array<double>>"],
    ["TIMESTAMP_NTZ", "timestamp_ntz"],
    ["interval day to second", "interval day to second"],
    ["TIME(3)", "time(3)"],
    ["struct<a: array<map<int, int>>>", "struct<a:array<map<int,int>>>"],
  ])("reads %s", (text, expected) => expect(simpleString(parseDataType(text))).toBe(expected));

  it("reads a schema", () => {
    const schema = parseSchema("k STRING, v BIGINT NOT NULL COMMENT 'a number'");
    expect(schema.treeString).toBe(
      "root\n |-- k: string (nullable = true)\n |-- v: long (nullable = false)\n",
    );
  });

  it.each([
    ["FOO", 'UNSUPPORTED_DATATYPE] Unsupported data type "FOO". SQLSTATE: 0A000 (line 1, pos 0)'],
    ["", "PARSE_EMPTY_STATEMENT"],
    ["array", "INCOMPLETE_TYPE_DEFINITION.ARRAY"],
    ["ARRAY<INT", "PARSE_SYNTAX_ERROR] Syntax error at or near '<'. SQLSTATE: 42601 (line 1, pos 5)"],
    ["INT STRING", "at or near 'STRING'"],
    ["constructor", "UNSUPPORTED_DATATYPE"],
    ["DECIMAL(39,0)", "exceeds max precision 38"],
  ])("refuses %s", (text, message) => expect(() => parseDataType(text)).toThrow(message));
});
