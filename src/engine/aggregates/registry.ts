import type { MakeAggregator } from "./aggregator.js";
import { basic } from "./basic.js";
import { sums } from "./sum.js";

/** The code of every aggregate function, by name. */
export const aggregators: Readonly<Record<string, MakeAggregator>> = { ...basic, ...sums };
