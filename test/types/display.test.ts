import { describe, expect, it } from "vitest";
import { formatDate, formatTimestamp } from "../../src/types/display/datetime.js";
import { javaDouble, javaFloat } from "../../src/types/display/java-number.js";
import { displayWidth, showString } from "../../src/types/display/show-string.js";
import { toPrettyText } from "../../src/types/display/text.js";
import { ArrayType, BinaryType, IntegerType, LongType, MapType, StringType } from "../../src/types/index.js";
import { zoneOffsetSeconds } from "../../src/types/time-zone.js";

describe("numbers as Java writes them", () => {
  it.each([
    [0, "0.0"],
    [-0, "-0.0"],
    [100, "100.0"],
    [1e7, "1.0E7"],
    [9999999, "9999999.0"],
    [0.001, "0.001"],
    [0.0001, "1.0E-4"],
    [123456789.125, "1.23456789125E8"],
    [Number.NaN, "NaN"],
    [-Infinity, "-Infinity"],
  ])("double %s", (value, expected) => expect(javaDouble(value)).toBe(expected));

  it.each([
    [Math.fround(0.1), "0.1"],
    [Math.fround(1 / 3), "0.33333334"],
    [16777216, "1.6777216E7"],
  ])("float %s", (value, expected) => expect(javaFloat(value)).toBe(expected));
});

describe("dates and times", () => {
  it("drops zeros behind the second", () => {
    expect(formatTimestamp(1_527_854_401_500_000n, "UTC")).toBe("2018-06-01 12:00:01.5");
    expect(formatTimestamp(-1n, "UTC")).toBe("1969-12-31 23:59:59.999999");
  });

  it("is in the session's zone, on both sides of a change of clocks", () => {
    expect(formatTimestamp(1_527_854_401_000_000n, "Asia/Seoul")).toBe("2018-06-01 21:00:01");
    expect(zoneOffsetSeconds(Date.UTC(2024, 2, 31, 0, 59, 59) / 1000, "Europe/Berlin")).toBe(3600);
    expect(zoneOffsetSeconds(Date.UTC(2024, 2, 31, 1) / 1000, "Europe/Berlin")).toBe(7200);
  });

  it("writes far years", () => {
    expect(formatDate(-719_528 * 1)).toBe("0000-01-01");
    expect(formatDate(2_932_897)).toBe("+10000-01-01");
  });
});

describe("show", () => {
  const table = (rows: (string | null)[], truncate = 20, hasMore = false) =>
    showString(
      [{ name: "v", type: StringType }],
      rows.map(row => [row]),
      hasMore,
      { truncate, timeZone: "UTC" },
    );

  it("counts East Asian full-width characters twice", () => {
    expect(displayWidth("소유 a")).toBe(6);
    expect(displayWidth("ﾊﾝｶｸ")).toBe(4);
    expect(displayWidth("🎉")).toBe(2);
  });

  it("writes a halved emoji as Java does", () => {
    expect(table(["🎉".repeat(13)], 10)).toContain("|🎉🎉🎉?...|");
  });

  it("keeps control characters from breaking the table", () => {
    expect(table(["a\u0007b\u000bc\nd\te\rf\fg\bh"], 0)).toContain("|a\\ab\\vc\\nd\\te\\rf\\fg\\bh|");
  });

  it("says what it leaves out, without the empty line behind", () => {
    expect(table(["x"], 20, true)).toBe("+---+\n|  v|\n+---+\n|  x|\n+---+\nonly showing top 1 row");
  });

  it("stands upright when asked", () => {
    const columns = [
      { name: "id", type: LongType },
      { name: "name", type: StringType },
    ];
    expect(
      showString(columns, [[1n, "소유"]], false, { truncate: 20, vertical: true, timeZone: "UTC" }),
    ).toBe("-RECORD 0----\n id   | 1    \n name | 소유 \n");
  });

  it("writes nested and binary values as Spark does", () => {
    expect(toPrettyText(Buffer.from([1, 254]), BinaryType, "UTC")).toBe("[01 FE]");
    expect(toPrettyText([1, null], ArrayType(IntegerType), "UTC")).toBe("[1, NULL]");
    expect(toPrettyText([["a", 1]], MapType(StringType, IntegerType), "UTC")).toBe("{a -> 1}");
  });
});
