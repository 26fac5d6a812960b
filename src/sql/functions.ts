/** Spark's `functions` object: what stands at the prompt as `upper("user")`, `functions.sum("n")`. */
export * from "./functions/aggregate.js";
export * from "./functions/collection.js";
export * from "./functions/conditional.js";
export * from "./functions/window.js";
