import type { DataType } from "./data-type.js";
import { typeName } from "./names.js";
import type { StructType } from "./struct.js";

/** The tree `printSchema` prints: `root`, then a line per field, nested ones indented; ends with a line break. */
export function treeString(schema: StructType): string {
  return `root\n${fields(schema, " |")}`;
}

function fields(struct: StructType, prefix: string): string {
  return struct.fields
    .map(
      field =>
        `${prefix}-- ${field.name}: ${typeName(field.dataType)} (nullable = ${field.nullable})\n${nested(field.dataType, `${prefix}    |`)}`,
    )
    .join("");
}

function nested(type: DataType, prefix: string): string {
  switch (type.kind) {
    case "struct":
      return fields(type, prefix);
    case "array":
      return `${prefix}-- element: ${typeName(type.elementType)} (containsNull = ${type.containsNull})\n${nested(type.elementType, `${prefix}    |`)}`;
    case "map":
      return (
        `${prefix}-- key: ${typeName(type.keyType)}\n${nested(type.keyType, `${prefix}    |`)}` +
        `${prefix}-- value: ${typeName(type.valueType)} (valueContainsNull = ${type.valueContainsNull})\n${nested(type.valueType, `${prefix}    |`)}`
      );
    default:
      return "";
  }
}
