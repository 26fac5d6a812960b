import { differentLgK, notASketch } from "./distinct-errors.js";
import { type Hll, uniteHlls, unpackHll } from "./hll.js";
import { type Theta, unpackTheta } from "./theta.js";

/** The theta sketch that a function was given. @throws SparkError where the bytes are none */
export function thetaOf(name: string, bytes: Uint8Array): Theta {
  const sketch = unpackTheta(bytes);
  if (!sketch) throw notASketch("theta", name);
  return sketch;
}

/** The HLL sketch that a function was given. @throws SparkError where the bytes are none */
export function hllOf(name: string, bytes: Uint8Array): Hll {
  const sketch = unpackHll(bytes);
  if (!sketch) throw notASketch("hll", name);
  return sketch;
}

/** @throws SparkError HLL_UNION_DIFFERENT_LG_K where their sizes differ and must not */
export function unionOfHlls(name: string, a: Hll, b: Hll, mayDiffer: boolean): Hll {
  if (a.lgK !== b.lgK && !mayDiffer) throw differentLgK(name, a.lgK, b.lgK);
  return uniteHlls(a, b);
}
