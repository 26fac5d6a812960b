import type { DataType } from "./data-type.js";
import { typeName } from "./names.js";

/** A type as Spark keeps it in JSON: names of plain types, objects of nested ones. */
export type TypeJson =
  | string
  | { readonly type: "array"; readonly elementType: TypeJson; readonly containsNull: boolean }
  | {
      readonly type: "map";
      readonly keyType: TypeJson;
      readonly valueType: TypeJson;
      readonly valueContainsNull: boolean;
    }
  | { readonly type: "struct"; readonly fields: readonly FieldJson[] };

interface FieldJson {
  readonly name: string;
  readonly type: TypeJson;
  readonly nullable: boolean;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** The form that Spark writes into Parquet files and that `StructType.json` has. */
export function typeToJson(type: DataType): TypeJson {
  switch (type.kind) {
    case "array":
      return { type: "array", elementType: typeToJson(type.elementType), containsNull: type.containsNull };
    case "map":
      return {
        type: "map",
        keyType: typeToJson(type.keyType),
        valueType: typeToJson(type.valueType),
        valueContainsNull: type.valueContainsNull,
      };
    case "struct":
      return {
        type: "struct",
        fields: type.fields.map(({ name, dataType, nullable }) => ({
          name,
          type: typeToJson(dataType),
          nullable,
          metadata: {},
        })),
      };
    default:
      return typeName(type);
  }
}
