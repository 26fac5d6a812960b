import type { DataType, Value } from "../../types/index.js";

/** Writes a plain value's text. */
export type WriteText = (value: NonNullable<Value>, type: DataType) => string;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** A value as an element and those within, indented; nothing for NULL. An array is an element for each item. */
export function writeElement(
  name: string,
  value: Value,
  type: DataType,
  write: WriteText,
  indent = "",
): string[] {
  if (value === null) return [];
  if (type.kind === "array") {
    const { elementType } = type;
    const items = value as readonly Value[];
    if (elementType.kind !== "array")
      return items.flatMap(item => writeElement(name, item, elementType, write, indent));
    return items.flatMap(item =>
      wrapped(name, "", writeElement("item", item, elementType, write, `${indent}    `), indent),
    );
  }
  if (type.kind === "map") {
    const entries = value as readonly [Value, Value][];
    const lines = entries.flatMap(([key, item]) =>
      writeElement(String(key), item, type.valueType, write, `${indent}    `),
    );
    return wrapped(name, "", lines, indent);
  }
  if (type.kind !== "struct") return [`${indent}<${name}>${escaped(write(value, type))}</${name}>`];
  return writeStruct(name, value as readonly Value[], type, write, indent);
}

/** Fields whose names begin with `_` are attributes, `_VALUE` the element's own text. */
function writeStruct(
  name: string,
  values: readonly Value[],
  type: Extract<DataType, { kind: "struct" }>,
  write: WriteText,
  indent: string,
): string[] {
  let attributes = "";
  let own = "";
  const lines: string[] = [];
  for (const [i, field] of type.fields.entries()) {
    const value = values[i]!;
    if (value === null) continue;
    if (field.name === "_VALUE") own = escaped(write(value, field.dataType));
    else if (field.name.startsWith("_"))
      attributes += ` ${field.name.slice(1)}="${escaped(write(value, field.dataType)).replaceAll('"', "&quot;")}"`;
    else lines.push(...writeElement(field.name, value, field.dataType, write, `${indent}    `));
  }
  if (lines.length === 0 && own !== "") return [`${indent}<${name}${attributes}>${own}</${name}>`];
  return wrapped(name, attributes, own === "" ? lines : [`${indent}    ${own}`, ...lines], indent);
}

function wrapped(name: string, attributes: string, lines: readonly string[], indent: string): string[] {
  if (lines.length === 0) return [`${indent}<${name}${attributes}/>`];
  return [`${indent}<${name}${attributes}>`, ...lines, `${indent}</${name}>`];
}
