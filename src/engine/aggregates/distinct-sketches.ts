import type { Value } from "../../types/index.js";
import { SparkError } from "../../util/errors.js";
import { checkedLgK } from "../sketches/distinct-errors.js";
import { hllOf, thetaOf, unionOfHlls } from "../sketches/distinct-union.js";
import { addToHll, type Hll, newHll, packHll, uniteHlls } from "../sketches/hll.js";
import { itemHashOf } from "../sketches/item-hash.js";
import {
  addToTheta,
  intersectThetas,
  newTheta,
  packTheta,
  type Theta,
  uniteThetas,
} from "../sketches/theta.js";
import type { MakeAggregator } from "./aggregator.js";

/** A sketch once there was a row to say its size. */
interface State<Sketch> {
  sketch: Sketch | null;
}

const DEFAULT_LG_K = 12;

function joined<Sketch>(join: (a: Sketch, b: Sketch) => Sketch) {
  return (a: State<Sketch>, b: State<Sketch>): State<Sketch> => ({
    sketch: a.sketch && b.sketch ? join(a.sketch, b.sketch) : (a.sketch ?? b.sketch),
  });
}

const thetas = {
  initial: (): State<Theta> => ({ sketch: null }),
  merge: joined(uniteThetas),
  finish: ({ sketch }: State<Theta>): Value => packTheta(sketch ?? newTheta(DEFAULT_LG_K)),
};

const hlls = {
  initial: (): State<Hll> => ({ sketch: null }),
  merge: joined(uniteHlls),
  finish: ({ sketch }: State<Hll>): Value => packHll(sketch ?? newHll(DEFAULT_LG_K)),
};

/** Sketches that count different values. */
export const distinctSketches: Readonly<Record<string, MakeAggregator>> = {
  hll_sketch_agg: ([type]) => {
    const hashOf = itemHashOf(type!);
    return {
      ...hlls,
      update: (state: State<Hll>, value: Value, lgK: number | null) => {
        state.sketch ??= newHll(checkedLgK("hll", "hll_sketch_agg", lgK));
        const hash = hashOf(value);
        if (hash !== undefined) addToHll(state.sketch, hash);
        return state;
      },
    };
  },
  hll_union_agg: () => ({
    ...hlls,
    update: (state: State<Hll>, bytes: Uint8Array | null, mayDiffer: boolean | null) => {
      if (bytes === null) return state;
      const sketch = hllOf("hll_union_agg", bytes);
      return {
        sketch: state.sketch
          ? unionOfHlls("hll_union_agg", state.sketch, sketch, mayDiffer === true)
          : sketch,
      };
    },
  }),
  theta_sketch_agg: ([type]) => {
    const hashOf = itemHashOf(type!);
    return {
      ...thetas,
      update: (state: State<Theta>, value: Value, lgK: number | null) => {
        state.sketch ??= newTheta(checkedLgK("theta", "theta_sketch_agg", lgK));
        const hash = hashOf(value);
        if (hash !== undefined) addToTheta(state.sketch, hash);
        return state;
      },
    };
  },
  theta_union_agg: () => ({
    ...thetas,
    update: (state: State<Theta>, bytes: Uint8Array | null, lgK: number | null) => {
      state.sketch ??= newTheta(checkedLgK("theta", "theta_union_agg", lgK));
      if (bytes !== null) uniteThetas(state.sketch, thetaOf("theta_union_agg", bytes));
      return state;
    },
  }),
  theta_intersection_agg: () => ({
    ...thetas,
    update: (state: State<Theta>, bytes: Uint8Array | null) => {
      if (bytes === null) return state;
      const sketch = thetaOf("theta_intersection_agg", bytes);
      return { sketch: state.sketch ? intersectThetas(state.sketch, sketch) : sketch };
    },
    merge: joined(intersectThetas),
    finish: ({ sketch }: State<Theta>) => {
      if (sketch) return packTheta(sketch);
      throw new SparkError(
        null,
        "theta_intersection_agg found no sketch in the group: the intersection of none would be everything. Leave such groups out.",
      );
    },
  }),
};
