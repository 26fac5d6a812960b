import { type DataType, IntegerType, LongType } from "../../types/index.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { mismatch } from "./coercion.js";
import { define } from "./define.js";
import type { FunctionRow } from "./function-row.js";
import { any } from "./parameter.js";

function holdsMap(type: DataType): boolean {
  if (type.kind === "array") return holdsMap(type.elementType);
  if (type.kind === "struct") return type.fields.some(field => holdsMap(field.dataType));
  return type.kind === "map";
}

function hashRow(name: string, type: DataType, doc: string): FunctionRow {
  const row = define(name, "expr, ...", [any], type, {
    doc,
    example: `${name}('Spark', array(123), 2)`,
    nullable: false,
  });
  return {
    ...row,
    resolve: (args: readonly Expression[], context) => {
      if (args.some(each => holdsMap(typeOf(each))))
        throw mismatch(
          "HASH_MAP_TYPE",
          name,
          args,
          `Input to the function \`${name}\` cannot contain elements of the "MAP" type. In Spark, same maps may have different hashcode, thus hash expressions are prohibited on "MAP" elements. To restore previous behavior set "spark.sql.legacy.allowHashOnMapType" to "true".`,
        );
      return row.resolve(args, context);
    },
  };
}

export const hash: readonly FunctionRow[] = [
  hashRow("hash", IntegerType, "The Murmur3 hash of the values."),
  hashRow("xxhash64", LongType, "The 64-bit XXH64 hash of the values."),
];
