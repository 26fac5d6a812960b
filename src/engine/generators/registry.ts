import type { MakeGenerator } from "./generator.js";

/** The code of every generator, by name. */
export const generators: Readonly<Record<string, MakeGenerator>> = {};
