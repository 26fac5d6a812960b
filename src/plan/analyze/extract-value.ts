import { ArrayType, IntegerType, LongType, StringType, sqlName } from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import { functionCall, literal } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { isNullable, typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { castTo, implicitCast } from "../functions/coercion.js";

/** `child.name`. */
export function extractField(child: Expression, name: string): Expression {
  return extractValue(child, literal(name, StringType));
}

/** A field of a struct, an element of an array, a value of a map. @throws AnalysisException INVALID_EXTRACT… */
export function extractValue(child: Expression, extraction: Expression, ansi = true): Expression {
  const type = typeOf(child);
  const fieldName =
    extraction.kind === "literal" && typeof extraction.value === "string" ? extraction.value : null;
  if (type.kind === "struct" && fieldName !== null) {
    const ordinal = fieldOrdinal(
      type.fields.map(field => field.name),
      fieldName,
    );
    const field = type.fields[ordinal]!;
    return functionCall(
      "get_struct_field",
      [child, literal(field.name, StringType), literal(ordinal, IntegerType)],
      field.dataType,
      isNullable(child) || field.nullable,
      `${sqlText(child)}.${field.name}`,
    );
  }
  if (type.kind === "array" && type.elementType.kind === "struct" && fieldName !== null) {
    const { fields } = type.elementType;
    const ordinal = fieldOrdinal(
      fields.map(field => field.name),
      fieldName,
    );
    return functionCall(
      "get_array_struct_fields",
      [child, literal(ordinal, IntegerType)],
      ArrayType(fields[ordinal]!.dataType, type.containsNull || fields[ordinal]!.nullable),
      isNullable(child),
      `${sqlText(child)}.${fields[ordinal]!.name}`,
    );
  }
  if (type.kind === "array") {
    const index = implicitCast(extraction, LongType, ansi);
    if (index) return functionCall("get_item", [child, castTo(index, LongType)], type.elementType, true);
  }
  if (type.kind === "map") {
    const key = implicitCast(extraction, type.keyType, ansi);
    if (key) return functionCall("get_item", [child, key], type.valueType, true);
  }
  throw new AnalysisException(
    "INVALID_EXTRACT_BASE_FIELD_TYPE",
    `Can't extract a value from "${sqlText(child)}". Need a complex type [STRUCT, ARRAY, MAP] but got "${sqlName(type)}".`,
    "42000",
  );
}

function fieldOrdinal(names: readonly string[], name: string): number {
  const found = names.findIndex(each => each.toLowerCase() === name.toLowerCase());
  if (found >= 0) return found;
  throw new AnalysisException(
    "FIELD_NOT_FOUND",
    `No such struct field \`${name}\` in ${names.map(each => `\`${each}\``).join(", ")}.`,
    "42704",
  );
}
