import { describe, expect, it } from "vitest";
import { parseExpression } from "../../../src/plan/parser/parse.js";
import { shape } from "./shape.js";

const parsed = (sql: string, timeZone = "UTC"): string => shape(parseExpression(sql, { timeZone }));

describe("strings", () => {
  it.each([
    ["'It''s' \"a\"\"b\" r'\\n'", "It'sa\"b\\n"],
    ["'\\u0041\\101\\x\\n\\%\\_'", "AAx\n\\%\\_"],
    ["'\\U0001F600'", "\u{1F600}"],
    ["'한글'", "한글"],
  ])("%s", (sql, value) => expect(parseExpression(sql)).toMatchObject({ kind: "literal", value }));

  it("keep backslashes when the session says so", () => {
    expect(parseExpression("'a\\n'", { escapedStringLiterals: true })).toMatchObject({ value: "a\\n" });
  });
});

describe("numbers", () => {
  it.each([
    ["-1", "-1"],
    ["2147483648", "2147483648:bigint"],
    ["-9223372036854775808", "-9223372036854775808:bigint"],
    ["9223372036854775808", "9223372036854775808:decimal(19,0)"],
    ["1Y", "1:tinyint"],
    ["-9223372036854775808L", "-9223372036854775808:bigint"],
    ["1.50", "150:decimal(3,2)"],
    [".05", "5:decimal(2,2)"],
    ["0.00", "0:decimal(2,2)"],
    ["1e3BD", "1000:decimal(4,0)"],
    ["1e3", "1000:double"],
    ["1.5F", "1.5:float"],
  ])("%s", (sql, value) => expect(parsed(sql)).toBe(value));
});

describe("typed literals", () => {
  it.each([
    ["DATE '2020-1-5'", "18266:date"],
    ["TIMESTAMP '1970-01-01 00:00:01.5'", "1500000:timestamp"],
    ["TIMESTAMP_NTZ '1970-01-01 00:00:01+09:00'", "1000000:timestamp_ntz"],
    ["TIME '00:00:01.5'", "1500000000:time(6)"],
    ["X'1Fa'", "01fa:binary"],
  ])("%s", (sql, value) => expect(parsed(sql)).toBe(value));

  it("take the session's zone, but for a zone of their own", () => {
    expect(parsed("TIMESTAMP '1970-01-01 09:00:00'", "Asia/Seoul")).toBe("0:timestamp");
    expect(parsed("TIMESTAMP '1970-01-01 00:00:00Z'", "Asia/Seoul")).toBe("0:timestamp");
  });
});

describe("intervals", () => {
  it.each([
    ["INTERVAL 5 days 3 hours 7 minutes", "443220000000:interval day to minute"],
    ["INTERVAL -'1' DAY", "-86400000000:interval day"],
    ["interval '1 day 2 hours'", "93600000000:interval day to hour"],
    ["interval 2 weeks", "1209600000000:interval day"],
    ["INTERVAL 1 year", "12:interval year"],
    ["INTERVAL '-1-2' YEAR TO MONTH", "-14:interval year to month"],
    ["INTERVAL '1 10:20:30.123' DAY TO SECOND", "123630123000:interval day to second"],
    ["INTERVAL 1.5 SECONDS 1 milliseconds", "1501000:interval second"],
  ])("%s", (sql, value) => expect(parsed(sql)).toBe(value));
});
