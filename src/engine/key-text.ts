import type { DataType, Value } from "../types/index.js";

/** A text that begins with its own length, so that neighbours cannot run together. */
export function keyText(value: Value, type: DataType): string {
  if (value === null) return "N";
  switch (type.kind) {
    case "string":
      return `${(value as string).length}:${value}`;
    case "binary":
      return `${(value as Uint8Array).length}:${Buffer.from(value as Uint8Array).toString("latin1")}`;
    case "array":
      return `[${(value as Value[]).map(each => keyText(each, type.elementType)).join("")}]`;
    case "struct":
      return `{${(value as Value[]).map((each, i) => keyText(each, type.fields[i]!.dataType)).join("")}}`;
    case "map":
      return `<${(value as [Value, Value][])
        .map(([k, v]) => `${keyText(k, type.keyType)}=${keyText(v, type.valueType)}`)
        .sort()
        .join("")}>`;
    default:
      return `${Object.is(value, -0) ? 0 : String(value)};`;
  }
}
