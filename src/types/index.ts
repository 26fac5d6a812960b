export * from "./array.js";
export * from "./atomic.js";
export * from "./data-type.js";
export * from "./decimal.js";
export * from "./map.js";
export * from "./names.js";
export * from "./struct.js";
export * from "./value.js";
