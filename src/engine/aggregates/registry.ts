import type { MakeAggregator } from "./aggregator.js";

/** The code of every aggregate function, by name. */
export const aggregators: Readonly<Record<string, MakeAggregator>> = {};
