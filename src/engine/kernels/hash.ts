import type { Value } from "../../types/index.js";
import { murmur3Of, xxHash64Of } from "../hashing/hash-value.js";
import { type Kernel, loose } from "./kernel.js";

const SEED = 42;

export const hash: Readonly<Record<string, Kernel>> = {
  hash: loose(types => {
    const steps = types.map(murmur3Of);
    return (...values: Value[]) => steps.reduce((seed, step, i) => step(values[i]!, seed), SEED);
  }),
  xxhash64: loose(types => {
    const steps = types.map(xxHash64Of);
    return (...values: Value[]) => steps.reduce((seed, step, i) => step(values[i]!, seed), BigInt(SEED));
  }),
};
