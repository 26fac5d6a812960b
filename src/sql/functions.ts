/** Spark's `functions` object: what stands at the prompt as `upper("user")`, `functions.sum("n")`. */
export * from "./functions/aggregate.js";
export * from "./functions/collection.js";
export * from "./functions/conditional.js";
export * from "./functions/datetime.js";
export * from "./functions/encoding.js";
export * from "./functions/json.js";
export * from "./functions/math.js";
export * from "./functions/number.js";
export * from "./functions/regular-expression.js";
export * from "./functions/session.js";
export * from "./functions/statistics.js";
export * from "./functions/string.js";
export * from "./functions/window.js";
export { udf } from "./udf.js";
