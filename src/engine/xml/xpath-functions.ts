import { XPathError } from "./xpath-parser.js";
import {
  isNodes,
  textOf,
  toBoolean,
  toNumber,
  toText,
  type XPathContext,
  type XPathValue,
} from "./xpath-value.js";

type XPathFunction = (args: readonly XPathValue[], context: XPathContext) => XPathValue;

/** The first argument as text, or the context's node. */
const text = (args: readonly XPathValue[], { node }: XPathContext): string => toText(args[0] ?? [node]);

function nodesOf(value: XPathValue | undefined, name: string) {
  if (value === undefined || !isNodes(value)) throw new XPathError(`${name}() takes nodes`);
  return value;
}

function nameOf(args: readonly XPathValue[], { node }: XPathContext): string {
  const named = args[0] === undefined ? node : nodesOf(args[0], "name")[0];
  return named && "name" in named ? named.name : "";
}

/** Positions count from 1 and are rounded, as the specification has it. */
function substring([value, from, length]: readonly XPathValue[]): string {
  const start = Math.round(toNumber(from!));
  const end = length === undefined ? Number.POSITIVE_INFINITY : start + Math.round(toNumber(length));
  return [...toText(value!)].filter((_, i) => i + 1 >= start && i + 1 < end).join("");
}

const functions: Readonly<Record<string, XPathFunction>> = {
  last: (_, { size }) => size,
  position: (_, { position }) => position,
  count: ([nodes]) => nodesOf(nodes, "count").length,
  name: nameOf,
  "local-name": (args, context) => nameOf(args, context).replace(/^.*:/, ""),
  string: text,
  concat: args => args.map(toText).join(""),
  "starts-with": ([a, b]) => toText(a!).startsWith(toText(b!)),
  contains: ([a, b]) => toText(a!).includes(toText(b!)),
  "substring-before": ([a, b]) => {
    const at = toText(a!).indexOf(toText(b!));
    return at < 0 ? "" : toText(a!).slice(0, at);
  },
  "substring-after": ([a, b]) => {
    const at = toText(a!).indexOf(toText(b!));
    return at < 0 ? "" : toText(a!).slice(at + toText(b!).length);
  },
  substring,
  "string-length": (args, context) => [...text(args, context)].length,
  "normalize-space": (args, context) => text(args, context).trim().replace(/\s+/g, " "),
  translate: ([value, from, to]) => {
    const [sources, targets] = [[...toText(from!)], [...toText(to!)]];
    return Array.from(toText(value!), each => {
      const at = sources.indexOf(each);
      return at < 0 ? each : (targets[at] ?? "");
    }).join("");
  },
  boolean: ([value]) => toBoolean(value!),
  not: ([value]) => !toBoolean(value!),
  true: () => true,
  false: () => false,
  number: ([value], { node }) => toNumber(value ?? [node]),
  sum: ([nodes]) => nodesOf(nodes, "sum").reduce((total, node) => total + toNumber(textOf(node)), 0),
  floor: ([value]) => Math.floor(toNumber(value!)),
  ceiling: ([value]) => Math.ceil(toNumber(value!)),
  round: ([value]) => Math.round(toNumber(value!)),
};

export function callFunction(name: string, args: readonly XPathValue[], context: XPathContext): XPathValue {
  const known = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!known) throw new XPathError(`there is no function ${name}()`);
  return known(args, context);
}
