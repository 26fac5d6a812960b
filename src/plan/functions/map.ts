import { ArrayType, BooleanType, MapType, StructField, StructType } from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import { isNullable, typeOf } from "../expressions/inspect.js";
import { coerceAlike, implicitCast } from "./coercion.js";
import { define, free } from "./define.js";
import type { FunctionRow } from "./function-row.js";
import { asArray, asMap, elementOf } from "./nested-types.js";
import { array, map } from "./parameter.js";

export const maps: readonly FunctionRow[] = [
  free(
    "map",
    "key0, value0, ...",
    [0, Number.POSITIVE_INFINITY],
    "A map of keys and values.",
    (args, { ansi }) => {
      if (args.length % 2 !== 0)
        throw new AnalysisException(
          "WRONG_NUM_ARGS.WITHOUT_SUGGESTION",
          `The \`map\` requires 2n (n > 0) parameters but the actual number is ${args.length}. Please, refer to 'https://spark.apache.org/docs/latest/sql-ref-functions.html' for a fix.`,
          "42605",
        );
      if (args.length === 0)
        return { args, type: MapType({ kind: "void" }, { kind: "void" }, false), nullable: false };
      const keys = coerceAlike(
        "map",
        args.filter((_, i) => i % 2 === 0),
        ansi,
      );
      const values = coerceAlike(
        "map",
        args.filter((_, i) => i % 2 === 1),
        ansi,
      );
      return {
        args: keys.args.flatMap((key, i) => [key, values.args[i]!]),
        type: MapType(keys.type, values.type, values.args.some(isNullable)),
        nullable: false,
      };
    },
  ),
  define("map_concat", "map, ...", [map], ([a]) => typeOf(a!), { doc: "The entries of all maps." }),
  free("map_contains_key", "map, key", [2, 2], "Whether the map has the key.", (args, { ansi }) => ({
    args: [args[0]!, implicitCast(args[1]!, asMap(args[0]!).keyType, ansi) ?? args[1]!],
    type: BooleanType,
  })),
  define(
    "map_entries",
    "map",
    [map],
    ([a]) =>
      ArrayType(
        new StructType([
          new StructField("key", asMap(a!).keyType, false),
          new StructField("value", asMap(a!).valueType, asMap(a!).valueContainsNull),
        ]),
        false,
      ),
    { doc: "The entries as structs." },
  ),
  define(
    "map_from_arrays",
    "keys, values",
    [array, array],
    ([k, v]) => MapType(elementOf(k!), elementOf(v!), asArray(v!).containsNull),
    { doc: "A map of an array of keys and one of values." },
  ),
  define(
    "map_from_entries",
    "arrayOfEntries",
    [array],
    ([a]) => {
      const entry = elementOf(a!);
      return entry.kind === "struct"
        ? MapType(entry.fields[0]!.dataType, entry.fields[1]!.dataType, entry.fields[1]!.nullable)
        : MapType(entry, entry);
    },
    { doc: "A map of structs of key and value." },
  ),
  define("map_keys", "map", [map], ([a]) => ArrayType(asMap(a!).keyType, false), { doc: "The map's keys." }),
  define("map_values", "map", [map], ([a]) => ArrayType(asMap(a!).valueType, asMap(a!).valueContainsNull), {
    doc: "The map's values.",
  }),
];
