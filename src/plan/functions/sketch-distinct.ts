import { BinaryType, BooleanType, IntegerType, LongType } from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import { literal } from "../expressions/create.js";
import { typeOf } from "../expressions/inspect.js";
import { define } from "./define.js";
import { isFoldable } from "./foldable.js";
import type { FunctionRow } from "./function-row.js";
import { boolean, double, int, oneOf, type ParameterType } from "./parameter.js";

const aggregate = { kind: "aggregate" as const, nullable: false };
const lgK = { defaults: [literal(12, IntegerType)] };
const allowDifferent = { defaults: [literal(false, BooleanType)] };

/** A sketch: BINARY and nothing that casts to it. */
const sketch = oneOf(["BINARY"], ["binary", "void"]);

const hashable = oneOf(
  ["INT", "BIGINT", "STRING", "BINARY"],
  ["byte", "short", "integer", "long", "string", "binary", "void"],
);

const thetaKinds = [...["byte", "short", "integer", "long"], ...["float", "double", "string", "binary"]];

const thetaHashable: ParameterType = {
  sql: '("ARRAY<INT>" or "ARRAY<BIGINT>" or "BINARY" or "DOUBLE" or "FLOAT" or "INT" or "BIGINT" or "STRING")',
  fit: (argument, ansi) => {
    const type = typeOf(argument);
    if (type.kind === "array")
      return ["integer", "long"].includes(type.elementType.kind) ? argument : undefined;
    return thetaKinds.includes(type.kind) ? argument : double.fit(argument, ansi);
  },
};

/** A row whose second argument, the sketch's size, must be the same for all rows. */
function constantSize(row: FunctionRow, errorClass: string, parameter: string): FunctionRow {
  return {
    ...row,
    resolve: (args, context) => {
      if (args[1] && !isFoldable(args[1]))
        throw new AnalysisException(
          errorClass,
          `Invalid call to \`${row.name}\`; the \`${parameter}\` value must be a constant value, but got a non-constant expression.`,
          "42K0E",
        );
      return row.resolve(args, context);
    },
  };
}

const hllSize = (row: FunctionRow) => constantSize(row, "HLL_K_MUST_BE_CONSTANT", "K");
const thetaSize = (row: FunctionRow) =>
  constantSize(row, "THETA_LG_NOM_ENTRIES_MUST_BE_CONSTANT", "lgNomEntries");

export const sketchDistinct: readonly FunctionRow[] = [
  hllSize(
    define("hll_sketch_agg", "expr[, lgConfigK]", [hashable, int], BinaryType, {
      ...aggregate,
      ...lgK,
      doc: "A HyperLogLog sketch of the values, of 2^lgConfigK registers.",
      example: "hll_sketch_estimate(hll_sketch_agg(col, 12))",
    }),
  ),
  define("hll_union_agg", "expr[, allowDifferentLgConfigK]", [sketch, boolean], BinaryType, {
    ...aggregate,
    ...allowDifferent,
    doc: "The union of HyperLogLog sketches.",
    example: "hll_sketch_estimate(hll_union_agg(sketch, true))",
  }),
  define("hll_sketch_estimate", "expr", [sketch], LongType, {
    doc: "How many different values a HyperLogLog sketch has seen.",
    example: "hll_sketch_estimate(hll_sketch_agg(col))",
  }),
  define("hll_union", "first, second[, allowDifferentLgConfigK]", [sketch, sketch, boolean], BinaryType, {
    ...allowDifferent,
    doc: "The union of two HyperLogLog sketches.",
    example: "hll_sketch_estimate(hll_union(hll_sketch_agg(col1), hll_sketch_agg(col2)))",
  }),
  thetaSize(
    define("theta_sketch_agg", "expr[, lgNomEntries]", [thetaHashable, int], BinaryType, {
      ...aggregate,
      ...lgK,
      doc: "A theta sketch of the values, of 2^lgNomEntries nominal entries.",
      example: "theta_sketch_estimate(theta_sketch_agg(col, 12))",
    }),
  ),
  thetaSize(
    define("theta_union_agg", "expr[, lgNomEntries]", [sketch, int], BinaryType, {
      ...aggregate,
      ...lgK,
      doc: "The union of theta sketches.",
      example: "theta_sketch_estimate(theta_union_agg(sketch))",
    }),
  ),
  define("theta_intersection_agg", "expr", [sketch], BinaryType, {
    ...aggregate,
    doc: "What all theta sketches have in common.",
    example: "theta_sketch_estimate(theta_intersection_agg(sketch))",
  }),
  define("theta_sketch_estimate", "expr", [sketch], LongType, {
    doc: "How many different values a theta sketch has seen.",
    example: "theta_sketch_estimate(theta_sketch_agg(col))",
  }),
  define("theta_union", "first, second[, lgNomEntries]", [sketch, sketch, int], BinaryType, {
    ...lgK,
    doc: "The union of two theta sketches.",
    example: "theta_sketch_estimate(theta_union(theta_sketch_agg(col1), theta_sketch_agg(col2)))",
  }),
  define("theta_intersection", "first, second", [sketch, sketch], BinaryType, {
    doc: "What two theta sketches have in common.",
    example: "theta_sketch_estimate(theta_intersection(theta_sketch_agg(col1), theta_sketch_agg(col2)))",
  }),
  define("theta_difference", "first, second", [sketch, sketch], BinaryType, {
    doc: "What the first theta sketch has and the second has not.",
    example: "theta_sketch_estimate(theta_difference(theta_sketch_agg(col1), theta_sketch_agg(col2)))",
  }),
];
