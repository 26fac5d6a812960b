import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { javaDouble, javaFloat } from "../../../src/types/display/java-number.js";

/** The bits of a DOUBLE, its text, and that of the FLOAT next to it: scripts/record/java-numbers.py. */
const recorded = JSON.parse(
  readFileSync(new URL("../../gold/java-numbers.json", import.meta.url), "utf8"),
) as [bits: string, double: string, float: string][];

it("DOUBLE and FLOAT have the digits that Java 17 gives them", () => {
  const ours = recorded.map(([bits]) => {
    const value = Buffer.from(bits, "hex").readDoubleBE();
    return [bits, javaDouble(value), javaFloat(Math.fround(value))];
  });
  expect(ours).toEqual(recorded);
});
