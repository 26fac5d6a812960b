import { SparkError } from "../../util/errors.js";

/** What HLL and theta sketches differ in where Spark speaks of them. */
const words = {
  hll: { title: "HLL", invalid: "HLL_INVALID_LG_K", parameter: "lgConfigK", most: 21 },
  theta: { title: "Theta", invalid: "THETA_INVALID_LG_NOM_ENTRIES", parameter: "lgNomEntries", most: 26 },
} as const;

/** Bytes that are no sketch, given to a function that takes one. */
export function notASketch(family: "hll" | "theta", name: string): SparkError {
  return new SparkError(
    `${family.toUpperCase()}_INVALID_INPUT_SKETCH_BUFFER`,
    `Invalid call to \`${name}\`; only valid ${words[family].title} sketch buffers are supported as inputs (such as those produced by the \`${family}_sketch_agg\` function).`,
    "22546",
  );
}

/** The size of a sketch as it was given; NULL counts as 0. @throws SparkError where a sketch cannot be so small or large */
export function checkedLgK(family: "hll" | "theta", name: string, given: number | null): number {
  const { invalid, parameter, most } = words[family];
  const lgK = given ?? 0;
  if (lgK >= 4 && lgK <= most) return lgK;
  throw new SparkError(
    invalid,
    `Invalid call to \`${name}\`; the \`${parameter}\` value must be between 4 and ${most}, inclusive: ${lgK}.`,
    "22546",
  );
}

export function differentLgK(name: string, a: number, b: number): SparkError {
  return new SparkError(
    "HLL_UNION_DIFFERENT_LG_K",
    `Sketches have different \`lgConfigK\` values: ${a} and ${b}. Set the \`allowDifferentLgConfigK\` parameter to true to call \`${name}\` with different \`lgConfigK\` values.`,
    "22000",
  );
}
