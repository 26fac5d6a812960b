import type { MakeAggregator } from "./aggregator.js";
import { basic } from "./basic.js";
import { bits } from "./bits.js";
import { distinctSketches } from "./distinct-sketches.js";
import { frequency } from "./frequency.js";
import { kll } from "./kll.js";
import { moments } from "./moments.js";
import { pairwise } from "./pairs.js";
import { percentile } from "./percentiles.js";
import { sketches } from "./sketches.js";
import { sums } from "./sum.js";
import { topK } from "./top-k.js";

/** The code of every aggregate function, by name. */
export const aggregators: Readonly<Record<string, MakeAggregator>> = {
  ...basic,
  ...sums,
  ...bits,
  ...frequency,
  ...moments,
  ...pairwise,
  ...percentile,
  ...sketches,
  ...topK,
  ...distinctSketches,
  ...kll,
};
