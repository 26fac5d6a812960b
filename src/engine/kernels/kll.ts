import type { Value } from "../../types/index.js";
import { SparkError } from "../../util/errors.js";
import { type Kll, type KllItem, type KllType, mergeKlls, quantileOf, rankOf } from "../sketches/kll.js";
import { packKll, unpackKll } from "../sketches/kll-bytes.js";
import { kllText } from "../sketches/kll-text.js";
import { type Kernel, type StrictKernel, strict } from "./kernel.js";

function invalid(name: string, why: string): SparkError {
  return new SparkError(
    "KLL_SKETCH_INVALID_INPUT",
    `For function \`${name}\`, invalid KLL sketch binary data: ${why}`,
    "22000",
  );
}

function incompatible(name: string, type: KllType): SparkError {
  return new SparkError(
    "KLL_SKETCH_INCOMPATIBLE_MERGE",
    `For function \`${name}\`, cannot merge KLL sketches: an argument is no sketch of kll_sketch_agg_${type}.`,
    "22000",
  );
}

function shareOf(name: string, share: number): number {
  if (share >= 0 && share <= 1) return share;
  throw new SparkError(
    "KLL_SKETCH_INVALID_QUANTILE_RANGE",
    `For function \`${name}\`, the quantile value must be between 0.0 and 1.0 (inclusive), but got ${share}.`,
    "22003",
  );
}

/** Of one value one answer, of an array an array. */
const each = <T extends number | bigint>(given: T | readonly T[], answer: (item: T) => Value): Value =>
  typeof given === "object" ? given.map(answer) : answer(given);

function kernelsOf(type: KllType): Record<string, Kernel> {
  const sketchOf = (name: string, bytes: Uint8Array): Kll => {
    const sketch = unpackKll(type, bytes);
    if (!sketch) throw invalid(name, `The bytes are no sketch of kll_sketch_agg_${type}.`);
    return sketch;
  };
  const filled = (name: string, bytes: Uint8Array): Kll => {
    const sketch = sketchOf(name, bytes);
    if (sketch.n === 0) throw invalid(name, "The sketch must not be empty for this operation.");
    return sketch;
  };
  const named = (
    name: string,
    make: (name: string) => ReturnType<StrictKernel["make"]>,
  ): [string, Kernel] => [name, strict(() => make(name))];
  return Object.fromEntries([
    named(`kll_sketch_get_n_${type}`, name => (bytes: Uint8Array) => BigInt(sketchOf(name, bytes).n)),
    named(
      `kll_sketch_to_string_${type}`,
      name => (bytes: Uint8Array) => kllText(type, sketchOf(name, bytes)),
    ),
    named(`kll_sketch_merge_${type}`, name => (a: Uint8Array, b: Uint8Array) => {
      const [first, second] = [unpackKll(type, a), unpackKll(type, b)];
      if (!first || !second) throw incompatible(name, type);
      return packKll(type, mergeKlls(first, second));
    }),
    named(`kll_sketch_get_quantile_${type}`, name => (bytes: Uint8Array, shares: number | number[]) => {
      const sketch = filled(name, bytes);
      return each(shares, share => quantileOf(sketch, shareOf(name, share)));
    }),
    named(`kll_sketch_get_rank_${type}`, name => (bytes: Uint8Array, items: KllItem | KllItem[]) => {
      const sketch = filled(name, bytes);
      return each(items, item => rankOf(sketch, item));
    }),
  ]);
}

export const kll: Readonly<Record<string, Kernel>> = {
  ...kernelsOf("bigint"),
  ...kernelsOf("float"),
  ...kernelsOf("double"),
};
