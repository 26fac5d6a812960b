import { describe, expect, it } from "vitest";
import {
  addToKll,
  mergeKlls,
  newKll,
  quantileOf,
  rankOf,
  retained,
} from "../../../src/engine/sketches/kll.js";
import { packKll, unpackKll } from "../../../src/engine/sketches/kll-bytes.js";
import { kllText } from "../../../src/engine/sketches/kll-text.js";

/** All numbers up to `count`, in an order of no order. */
function kllOf(k: number, count: number) {
  const sketch = newKll(k);
  for (let i = 0; i < count; i++) addToKll(sketch, (i * 7919) % count);
  return unpackKll("double", packKll("double", sketch))!;
}

describe("a KLL sketch", () => {
  it("is exact while n <= k", () => {
    const sketch = kllOf(200, 200);
    expect([0, 0.25, 0.5, 0.501, 1].map(share => quantileOf(sketch, share))).toEqual([0, 49, 99, 100, 199]);
    expect([-1, 0, 99.5, 300].map(item => rankOf(sketch, item))).toEqual([0, 0.005, 0.5, 1]);
  });

  it("stays small and near beyond", () => {
    const sketch = kllOf(200, 50_000);
    expect(retained(sketch)).toBeLessThan(700);
    for (const share of [0.01, 0.25, 0.5, 0.75, 0.99]) {
      expect(Math.abs(Number(quantileOf(sketch, share)) / 50_000 - share)).toBeLessThan(0.03);
      expect(Math.abs(rankOf(sketch, share * 50_000) - share)).toBeLessThan(0.03);
    }
  });

  it("merges, keeping each value's weight", () => {
    const merged = mergeKlls(kllOf(200, 50_000), kllOf(100, 300));
    expect([merged.k, merged.n]).toEqual([100, 50_300]);
    expect(unpackKll("double", packKll("double", merged))).toEqual(merged);
  });

  it("is none when its bytes are damaged or of another type", () => {
    const bytes = packKll("double", kllOf(8, 100));
    for (let end = 0; end < bytes.length; end++)
      expect(unpackKll("double", bytes.subarray(0, end))).toBeUndefined();
    expect(unpackKll("bigint", bytes)).toBeUndefined();
  });

  it("shows its figures as DataSketches does", () => {
    const sketch = newKll(200);
    for (const item of [1, 2.5]) addToKll(sketch, item);
    expect(kllText("double", sketch)).toBe(`
### KllKllDoublesSketch Summary:
   K                      : 200
   Dynamic min K          : 200
   M                      : 8
   N                      : 2
   Epsilon                : 1.329%
   Epsilon PMF            : 1.652%
   Empty                  : false
   Estimation Mode        : false
   Levels                 : 1
   Level 0 Sorted         : false
   Capacity Items         : 200
   Retained Items         : 2
   Free Space             : 198
   ReadOnly               : false
   Updatable Storage Bytes: 1644
   Compact Storage Bytes  : 56
   Min Item               : 1.0
   Max Item               : 2.5
### End sketch summary
`);
  });
});
