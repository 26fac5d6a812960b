export * from "./build.js";
export * from "./bytes-vector.js";
export * from "./column-batch.js";
export * from "./constant-vector.js";
export * from "./long-vector.js";
export * from "./number-vector.js";
export * from "./value-vector.js";
export * from "./vector.js";
