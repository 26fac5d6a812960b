import type { XmlNode } from "./parse-xml.js";

/** What an XPath evaluates to. */
export type XPathValue = string | number | boolean | readonly XmlNode[];

/** Where an expression is evaluated: a node, and its place among those that are looked at. */
export interface XPathContext {
  readonly node: XmlNode;
  readonly position: number;
  readonly size: number;
}

export function isNodes(value: XPathValue): value is readonly XmlNode[] {
  return typeof value === "object";
}

/** A node's text: an element's with that of all within. */
export function textOf(node: XmlNode): string {
  if (node.kind !== "element") return node.text;
  return node.children.map(child => (child.kind === "comment" ? "" : textOf(child))).join("");
}

/** Of nodes, the first one's text. */
export function toText(value: XPathValue): string {
  if (isNodes(value)) return value[0] ? textOf(value[0]) : "";
  return String(value);
}

export function toNumber(value: XPathValue): number {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  const text = toText(value).trim();
  return /^-?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
}

export function toBoolean(value: XPathValue): boolean {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value !== 0 && !Number.isNaN(value);
  return value.length > 0;
}
