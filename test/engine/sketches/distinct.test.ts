import { describe, expect, it } from "vitest";
import {
  addToHll,
  estimateHll,
  newHll,
  packHll,
  uniteHlls,
  unpackHll,
} from "../../../src/engine/sketches/hll.js";
import { itemHashOf } from "../../../src/engine/sketches/item-hash.js";
import {
  addToTheta,
  estimateTheta,
  intersectThetas,
  newTheta,
  packTheta,
  subtractThetas,
  uniteThetas,
  unpackTheta,
} from "../../../src/engine/sketches/theta.js";
import { IntegerType, LongType, StringType } from "../../../src/types/index.js";

const hashOf = itemHashOf(IntegerType);

function hllOf(lgK: number, from: number, to: number) {
  const sketch = newHll(lgK);
  for (let i = from; i < to; i++) addToHll(sketch, hashOf(i)!);
  return unpackHll(packHll(sketch))!;
}

function thetaOf(lgK: number, from: number, to: number) {
  const sketch = newTheta(lgK);
  for (let i = from; i < to; i++) addToTheta(sketch, hashOf(i)!);
  return unpackTheta(packTheta(sketch))!;
}

const expectNear = (estimate: number, truth: number, error: number) =>
  expect(Math.abs(estimate - truth) / truth).toBeLessThan(error);

describe("item hashes", () => {
  it("are alike in INT and BIGINT, and there are none of what is empty", () => {
    expect(itemHashOf(LongType)(7n)).toBe(hashOf(7));
    expect(itemHashOf(StringType)("")).toBeUndefined();
    expect(itemHashOf(StringType)("a")).toBeGreaterThan(0);
  });
});

describe("an HLL sketch", () => {
  it("is exact while small and near beyond", () => {
    expect(estimateHll(hllOf(12, 0, 500))).toBe(500);
    for (const truth of [5_000, 20_000, 60_000]) expectNear(estimateHll(hllOf(12, 0, truth)), truth, 0.05);
  });

  it("unites sketches of different sizes as if all had gone to the smaller", () => {
    for (const [a, b] of [
      [hllOf(12, 0, 20_000), hllOf(10, 10_000, 30_000)],
      [hllOf(12, 0, 20_000), hllOf(10, 19_990, 20_010)],
      [hllOf(12, 0, 400), hllOf(10, 200, 30_000)],
    ] as const) {
      const united = uniteHlls(a, b);
      expect(united.lgK).toBe(10);
      expect(packHll(united)).toEqual(packHll(uniteHlls(b, a)));
    }
    expect(packHll(uniteHlls(hllOf(12, 0, 20_000), hllOf(10, 0, 20_000)))).toEqual(
      packHll(hllOf(10, 0, 20_000)),
    );
  });

  it("is none when its bytes are damaged", () => {
    const bytes = packHll(hllOf(4, 0, 100));
    expect(unpackHll(bytes.subarray(1))).toBeUndefined();
    expect(unpackHll(bytes.subarray(0, -1))).toBeUndefined();
    expect(unpackHll(Uint8Array.from(bytes, (byte, i) => (i > 10 ? 255 : byte)))).toBeUndefined();
    expect(unpackHll(packTheta(newTheta(12)))).toBeUndefined();
  });
});

describe("a theta sketch", () => {
  it("is exact below its nominal entries, near and bounded beyond", () => {
    expect(estimateTheta(thetaOf(12, 0, 4096))).toBe(4096);
    const large = thetaOf(12, 0, 60_000);
    expect(large.hashes.size).toBe(4096);
    expectNear(estimateTheta(large), 60_000, 0.05);
  });

  it("unites, intersects and subtracts", () => {
    const [a, b] = [thetaOf(12, 0, 40_000), thetaOf(12, 20_000, 60_000)];
    expectNear(estimateTheta(intersectThetas(a, b)), 20_000, 0.1);
    expectNear(estimateTheta(subtractThetas(a, b)), 20_000, 0.1);
    expectNear(estimateTheta(uniteThetas(a, b)), 60_000, 0.05);
  });

  it("is none when its bytes are damaged", () => {
    const bytes = packTheta(thetaOf(4, 0, 100));
    expect(unpackTheta(bytes.subarray(0, -1))).toBeUndefined();
    expect(unpackTheta(bytes.subarray(0, 5))).toBeUndefined();
    expect(unpackTheta(Uint8Array.from(bytes, (byte, i) => (i > 20 ? 255 : byte)))).toBeUndefined();
  });
});
