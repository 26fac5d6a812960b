import type { XmlElement, XmlNode } from "./parse-xml.js";
import { callFunction } from "./xpath-functions.js";
import { type Step, type XPath, XPathError } from "./xpath-parser.js";
import { isNodes, toBoolean, toNumber, toText, type XPathContext, type XPathValue } from "./xpath-value.js";

/** The value of an XPath over a document's root. @throws XPathError */
export function evaluateXPath(path: XPath, root: XmlElement): XPathValue {
  return evaluate(path, { node: root, position: 1, size: 1 });
}

function evaluate(path: XPath, context: XPathContext): XPathValue {
  switch (path.kind) {
    case "number":
    case "string":
      return path.value;
    case "negate":
      return -toNumber(evaluate(path.child, context));
    case "call":
      return callFunction(
        path.name,
        path.args.map(each => evaluate(each, context)),
        context,
      );
    case "operator":
      return operate(path.name, evaluate(path.left, context), () => evaluate(path.right, context));
    case "path": {
      const start =
        path.from === "context"
          ? [context.node]
          : path.from === "root"
            ? [rootOf(context.node)]
            : evaluate(path.from, context);
      if (!isNodes(start)) throw new XPathError("a path starts at nodes");
      return path.steps.reduce((nodes, step) => follow(nodes, step), filter(start, path.predicates));
    }
  }
}

function rootOf(node: XmlNode): XmlNode {
  let root = node;
  while (root.parent) root = root.parent;
  return root;
}

const axes: Readonly<Record<string, (node: XmlNode) => XmlNode[]>> = {
  child: childrenOf,
  descendant: node => childrenOf(node).flatMap(withDescendants),
  "descendant-or-self": withDescendants,
  self: node => [node],
  parent: node => (node.parent ? [node.parent] : []),
  ancestor: node => (node.parent ? withAncestors(node.parent) : []),
  "ancestor-or-self": withAncestors,
  attribute: node => (node.kind === "element" ? [...node.attributes] : []),
  "following-sibling": node => siblings(node, 1),
  "preceding-sibling": node => siblings(node, -1),
};

function childrenOf(node: XmlNode): XmlNode[] {
  return node.kind === "element" ? [...node.children] : [];
}

function withDescendants(node: XmlNode): XmlNode[] {
  return [node, ...childrenOf(node).flatMap(withDescendants)];
}

function withAncestors(node: XmlNode): XmlNode[] {
  return node.parent ? [node, ...withAncestors(node.parent)] : [node];
}

function siblings(node: XmlNode, direction: 1 | -1): XmlNode[] {
  const all = node.parent ? childrenOf(node.parent) : [];
  const at = all.indexOf(node);
  if (at < 0) return [];
  return direction > 0 ? all.slice(at + 1) : all.slice(0, at).reverse();
}

function follow(nodes: readonly XmlNode[], { axis, test, predicates }: Step): XmlNode[] {
  const walk = axes[axis];
  if (!walk) throw new XPathError(`there is no axis ${axis}`);
  const found = nodes.flatMap(node =>
    filter(
      walk(node).filter(each => passes(each, test, axis)),
      predicates,
    ),
  );
  return [...new Set(found)];
}

function passes(node: XmlNode, test: string, axis: string): boolean {
  if (test === "node()") return true;
  if (test === "text()" || test === "comment()") return node.kind === test.slice(0, -2);
  const named =
    axis === "attribute" ? node.kind === "attribute" : node.kind === "element" && node.parent !== null;
  return named && (test === "*" || ("name" in node && node.name === test));
}

function filter(nodes: readonly XmlNode[], predicates: readonly XPath[]): XmlNode[] {
  return predicates.reduce<XmlNode[]>(
    (left, predicate) =>
      left.filter((node, i) => {
        const value = evaluate(predicate, { node, position: i + 1, size: left.length });
        return typeof value === "number" ? value === i + 1 : toBoolean(value);
      }),
    [...nodes],
  );
}

const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  div: (a, b) => a / b,
  mod: (a, b) => a % b,
};

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

function operate(name: string, left: XPathValue, right: () => XPathValue): XPathValue {
  if (name === "or") return toBoolean(left) || toBoolean(right());
  if (name === "and") return toBoolean(left) && toBoolean(right());
  const other = right();
  const compute = arithmetic[name];
  if (compute) return compute(toNumber(left), toNumber(other));
  if (name === "|") {
    if (!isNodes(left) || !isNodes(other)) throw new XPathError("| joins nodes");
    return [...new Set([...left, ...other])];
  }
  return compare(name, left, other);
}

/** Nodes compare as any of them does: as numbers beside a number, as booleans beside a boolean, else as text. */
function compare(name: string, left: XPathValue, right: XPathValue): boolean {
  if (isNodes(left) && typeof right !== "boolean")
    return left.some(node => compare(name, toText([node]), right));
  if (isNodes(right) && typeof left !== "boolean")
    return right.some(node => compare(name, left, toText([node])));
  const ordered = comparisons[name];
  if (ordered) return ordered(toNumber(left), toNumber(right));
  const same =
    typeof left === "boolean" || typeof right === "boolean"
      ? toBoolean(left) === toBoolean(right)
      : typeof left === "number" || typeof right === "number"
        ? toNumber(left) === toNumber(right)
        : left === right;
  return name === "=" ? same : !same;
}
