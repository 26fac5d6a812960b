import { IllegalArgumentException } from "../../util/errors.js";
import { addToKll, type Kll, type KllType, mergeKlls, newKll } from "../sketches/kll.js";
import { packKll } from "../sketches/kll-bytes.js";
import type { MakeAggregator } from "./aggregator.js";

const DEFAULT_K = 200;

/** A sketch once there was a row to say its k. */
interface State {
  sketch: Kll | null;
}

const agg =
  (type: KllType): MakeAggregator =>
  () => ({
    initial: (): State => ({ sketch: null }),
    update: (state: State, value: number | bigint | null, k: number | null = DEFAULT_K) => {
      state.sketch ??= newKll(checkedK(type, k));
      if (value !== null) addToKll(state.sketch, type === "bigint" ? BigInt(value) : value);
      return state;
    },
    merge: (a: State, b: State): State => ({
      sketch: a.sketch && b.sketch ? mergeKlls(a.sketch, b.sketch) : (a.sketch ?? b.sketch),
    }),
    finish: ({ sketch }: State) => packKll(type, sketch ?? newKll(DEFAULT_K)),
  });

function checkedK(type: KllType, k: number | null): number {
  if (k !== null && k >= 8 && k <= 65535) return k;
  throw new IllegalArgumentException(
    `For function \`kll_sketch_agg_${type}\`, the k parameter must be between 8 and 65535 (inclusive), but got ${k}.`,
  );
}

/** Sketches of values in their order. */
export const kll: Readonly<Record<string, MakeAggregator>> = {
  kll_sketch_agg_bigint: agg("bigint"),
  kll_sketch_agg_float: agg("float"),
  kll_sketch_agg_double: agg("double"),
};
