import {
  ArrayType,
  BooleanType,
  type DataType,
  DateType,
  DoubleType,
  LongType,
  StringType,
  StructField,
  StructType,
  TimestampType,
} from "../../types/index.js";
import { meet } from "../../types/json/infer-json.js";
import type { XmlElement } from "./parse-xml.js";

const forms: readonly [RegExp, DataType][] = [
  [/^[+-]?\d{1,18}$/, LongType],
  [/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/, DoubleType],
  [/^(true|false)$/i, BooleanType],
  [/^\d{4}-\d{2}-\d{2}$/, DateType],
  [/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/, TimestampType],
];

const typeOfText = (text: string): DataType => forms.find(([form]) => form.test(text))?.[1] ?? StringType;

/** The type of an element: of its text where it holds nothing else, else a struct of its attributes and children by name. */
export function inferElement(element: XmlElement, withAttributes: boolean, isRow = true): DataType {
  const fields = new Map<string, DataType>();
  if (withAttributes)
    for (const { name, text } of element.attributes) fields.set(`_${name}`, typeOfText(text.trim()));
  for (const child of element.children) {
    if (child.kind !== "element") continue;
    const type = inferElement(child, withAttributes, false);
    const before = fields.get(child.name);
    fields.set(child.name, before === undefined ? type : repeated(before, type));
  }
  const own = element.children
    .map(child => (child.kind === "text" ? child.text : ""))
    .join("")
    .trim();
  if (!isRow && fields.size === 0) return typeOfText(own);
  if (own !== "") fields.set("_VALUE", typeOfText(own));
  const names = [...fields.keys()].sort();
  return new StructType(names.map(name => new StructField(name, fields.get(name)!)));
}

/** What stands more than once is an array. */
function repeated(before: DataType, type: DataType): DataType {
  return ArrayType(meet(before.kind === "array" ? before.elementType : before, type));
}
