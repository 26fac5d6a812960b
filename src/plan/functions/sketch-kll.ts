import {
  ArrayType,
  BinaryType,
  type DataType,
  DoubleType,
  FloatType,
  LongType,
  StringType,
  sqlName,
  type TypeKind,
} from "../../types/index.js";
import { typeOf } from "../expressions/inspect.js";
import { castTo } from "./coercion.js";
import { define } from "./define.js";
import type { FunctionRow } from "./function-row.js";
import { binary, exactly, int, oneOf, type ParameterType } from "./parameter.js";

/** One value of a type, or an array of them. */
function oneOrMany(type: DataType): ParameterType {
  const one = exactly(type);
  return {
    sql: `("${sqlName(type)}" or "ARRAY<${sqlName(type)}>")`,
    fit: (argument, ansi) => {
      const given = typeOf(argument);
      if (given.kind !== "array") return one.fit(argument, ansi);
      return given.containsNull ? undefined : castTo(argument, ArrayType(type, false));
    },
  };
}

function rowsOf(suffix: string, type: DataType, values: ParameterType): FunctionRow[] {
  const sketch = `kll_sketch_agg_${suffix}(col)`;
  const answers = (
    name: string,
    parameter: string,
    given: DataType,
    answer: DataType,
    doc: string,
    at: string,
  ): FunctionRow =>
    define(
      `${name}_${suffix}`,
      `sketch, ${parameter}`,
      [binary, oneOrMany(given)],
      args => (typeOf(args[1]!).kind === "array" ? ArrayType(answer, false) : answer),
      { doc, example: `${name}_${suffix}(${sketch}, ${at})` },
    );
  return [
    define(`kll_sketch_agg_${suffix}`, "expr[, k]", [values, int], BinaryType, {
      kind: "aggregate",
      nullable: false,
      doc: "A KLL sketch of the values, of which quantiles and ranks are estimated; the larger k, the nearer.",
      example: `kll_sketch_get_quantile_${suffix}(${sketch}, 0.5)`,
    }),
    define(`kll_sketch_merge_${suffix}`, "left, right", [binary, binary], BinaryType, {
      doc: "One KLL sketch of two.",
      example: `kll_sketch_merge_${suffix}(${sketch}, ${sketch})`,
    }),
    define(`kll_sketch_get_n_${suffix}`, "sketch", [binary], LongType, {
      doc: "How many values a KLL sketch has seen.",
      example: `kll_sketch_get_n_${suffix}(${sketch})`,
    }),
    define(`kll_sketch_to_string_${suffix}`, "sketch", [binary], StringType, {
      doc: "A KLL sketch's figures, as text.",
      example: `kll_sketch_to_string_${suffix}(${sketch})`,
    }),
    answers(
      "kll_sketch_get_quantile",
      "rank",
      DoubleType,
      type,
      "The value that a share of the values is not greater than.",
      "0.5",
    ),
    answers(
      "kll_sketch_get_rank",
      "quantile",
      type,
      DoubleType,
      "The share of the values that are not greater than this one.",
      "3",
    ),
  ];
}

const wholes: readonly TypeKind[] = ["byte", "integer", "long", "short"];

export const sketchKll: readonly FunctionRow[] = [
  ...rowsOf("bigint", LongType, oneOf(["TINYINT", "INT", "BIGINT", "SMALLINT"], [...wholes, "void"])),
  ...rowsOf("float", FloatType, oneOf(["FLOAT"], ["float", "void"])),
  ...rowsOf("double", DoubleType, oneOf(["FLOAT", "DOUBLE"], ["float", "double", "void"])),
];
