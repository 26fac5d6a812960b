import { expect, test } from "vitest";
import { displayDefinition } from "../../src/shell/display.js";

class DataFrame {
  toString() {
    return "[key: binary]";
  }
}
class Plain {
  x = 1;
}

const cases: [value: unknown, shown: string | undefined][] = [
  [undefined, undefined],
  [null, "v: null = null"],
  [1.5, "v: number = 1.5"],
  [9007199254740993n, "v: Long = 9007199254740993"],
  ["트윗 🎉", "v: string = 트윗 🎉"],
  [true, "v: boolean = true"],
  [[1, "a"], "v: Array = [ 1, 'a' ]"],
  [[], "v: Array = []"],
  [{ a: 1n }, "v: Object = { a: 1n }"],
  [Object.create(null), "v: Object = [Object: null prototype] {}"],
  [new DataFrame(), "v: DataFrame = [key: binary]"],
  [[new DataFrame(), new DataFrame()], "v: Array = Array([key: binary], [key: binary])"],
  [new Plain(), "v: Plain = Plain { x: 1 }"],
  [new Map([[1, 2]]), "v: Map = Map(1) { 1 => 2 }"],
  [new Date(0), "v: Date = 1970-01-01T00:00:00.000Z"],
  [new Uint8Array([1]), "v: Uint8Array = Uint8Array(1) [ 1 ]"],
  [new RangeError("too far"), "v: RangeError = RangeError: too far"],
  [Math.max, "v: Function = [Function: max]"],
];

test.each(cases)("%o", (value, shown) => {
  expect(displayDefinition("v", value)).toBe(shown);
});

test("a huge value is cut", () => {
  expect(displayDefinition("v", "x".repeat(100_000))!.length).toBeLessThan(30_000);
});
