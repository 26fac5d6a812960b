import { describe, expect, it } from "vitest";
import { murmur3Of, xxHash64Of } from "../../../src/engine/hashing/hash-value.js";
import { XorShiftRandom } from "../../../src/engine/random/xor-shift.js";
import {
  type DataType,
  DateType,
  DecimalType,
  DoubleType,
  IntegerType,
  LongType,
  StringType,
  type Value,
} from "../../../src/types/index.js";

/** Values with `hash` and `xxhash64` of them in real Spark. */
const cases: readonly [DataType, Value, number, bigint][] = [
  [IntegerType, 1, -559580957, -6698625589789238999n],
  [LongType, 1n, -1712319331, -7001672635703045582n],
  [DoubleType, 1.5, 1290763749, 7738255526519901366n],
  [DoubleType, -0, -1670924195, -5252525462095825812n],
  [StringType, "", 142593372, -7444071767201028348n],
  [StringType, "abc", 1322437556, 1423657621850124518n],
  [StringType, "abcd", -396302900, -6810745876291105281n],
  [DateType, 18262, -725858435, 2299834470729022467n],
  [DecimalType(38, 10), -123456789012345678905000000000n, 1823117890, -9054653796338183709n],
  [IntegerType, null, 42, 42n],
];

describe("hashes", () => {
  it.each(cases)("of %j %s", (type, value, murmur3, xxHash64) => {
    expect(murmur3Of(type)(value, 42)).toBe(murmur3);
    expect(xxHash64Of(type)(value, 42n)).toBe(xxHash64);
  });

  it("takes the bytes by 32 where a text is long", () => {
    const text = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz1234567";
    expect(xxHash64Of(StringType)(text, 42n)).toBe(4841778624976376651n);
  });
});

describe("XorShiftRandom", () => {
  it("draws what rand(0) and randn(1) draw", () => {
    const random = new XorShiftRandom(0n);
    expect([random.nextDouble(), random.nextDouble(), random.nextDouble()]).toEqual([
      0.7604953758285915, 0.5234194256885571, 0.0953472826424725,
    ]);
    const normal = new XorShiftRandom(1n);
    expect([normal.nextGaussian(), normal.nextGaussian(), normal.nextGaussian()]).toEqual([
      1.6845611254444919, 1.2276070094376463, 0.7360632906893385,
    ]);
  });
});
