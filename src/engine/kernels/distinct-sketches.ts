import { checkedLgK } from "../sketches/distinct-errors.js";
import { hllOf, thetaOf, unionOfHlls } from "../sketches/distinct-union.js";
import { estimateHll, packHll } from "../sketches/hll.js";
import {
  estimateTheta,
  intersectThetas,
  newTheta,
  packTheta,
  subtractThetas,
  uniteThetas,
} from "../sketches/theta.js";
import { type Kernel, strict } from "./kernel.js";

const ofTwo = (name: string, combine: typeof intersectThetas): Kernel =>
  strict(() => (a: Uint8Array, b: Uint8Array) => packTheta(combine(thetaOf(name, a), thetaOf(name, b))));

export const distinctSketches: Readonly<Record<string, Kernel>> = {
  hll_sketch_estimate: strict(
    () => (bytes: Uint8Array) => BigInt(estimateHll(hllOf("hll_sketch_estimate", bytes))),
  ),
  hll_union: strict(() => (a: Uint8Array, b: Uint8Array, mayDiffer: boolean) => {
    const [first, second] = [hllOf("hll_union", a), hllOf("hll_union", b)];
    return packHll(unionOfHlls("hll_union", first, second, mayDiffer));
  }),
  theta_sketch_estimate: strict(
    () => (bytes: Uint8Array) => BigInt(estimateTheta(thetaOf("theta_sketch_estimate", bytes))),
  ),
  theta_union: strict(() => (a: Uint8Array, b: Uint8Array, lgK: number) => {
    const union = newTheta(checkedLgK("theta", "theta_union", lgK));
    return packTheta(uniteThetas(uniteThetas(union, thetaOf("theta_union", a)), thetaOf("theta_union", b)));
  }),
  theta_intersection: ofTwo("theta_intersection", intersectThetas),
  theta_difference: ofTwo("theta_difference", subtractThetas),
};
