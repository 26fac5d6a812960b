import type { DataType, Value } from "../../types/index.js";
import type { XmlElement } from "./parse-xml.js";
import { textOf } from "./xpath-value.js";

/** Reads the text of an element or attribute as a plain type; null where it is none. */
export type ReadText = (text: string, type: DataType) => Value;

/** An element as a value: fields are its children by name, `_name` its attributes, `_VALUE` its own text. */
export function readElement(element: XmlElement, type: DataType, read: ReadText): Value {
  switch (type.kind) {
    case "struct":
      return type.fields.map(({ name, dataType }) => readField(element, name, dataType, read));
    case "map":
      return elementsOf(element).map(child => [child.name, readElement(child, type.valueType, read)]);
    case "array":
      return [readElement(element, type.elementType, read)];
    default:
      return read(textOf(element).trim(), type);
  }
}

function elementsOf(element: XmlElement): XmlElement[] {
  return element.children.filter(child => child.kind === "element");
}

function readField(element: XmlElement, name: string, type: DataType, read: ReadText): Value {
  if (name === "_VALUE") {
    const own = element.children.map(child => (child.kind === "text" ? child.text : ""));
    return read(own.join("").trim(), type);
  }
  const attribute = element.attributes.find(each => `_${each.name}` === name);
  if (attribute) return read(attribute.text, type);
  const found = elementsOf(element).filter(each => each.name === name);
  if (found.length === 0) return null;
  if (type.kind === "array") return found.map(each => readElement(each, type.elementType, read));
  return readElement(found.at(-1)!, type, read);
}
