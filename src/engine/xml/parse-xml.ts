/** What XML that is not well-formed is refused with. */
export class XmlError extends Error {
  override name = "XmlError";
}

/** An element, with what it holds in order. */
export interface XmlElement {
  readonly kind: "element";
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlNode[];
  readonly parent: XmlElement | null;
}

export interface XmlText {
  readonly kind: "text" | "comment";
  readonly text: string;
  readonly parent: XmlElement;
}

export interface XmlAttribute {
  readonly kind: "attribute";
  readonly name: string;
  readonly text: string;
  readonly parent: XmlElement;
}

export type XmlNode = XmlElement | XmlText | XmlAttribute;

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const NAME = /[\p{L}_:][\p{L}\p{N}_:.\u00b7-]*/uy;
const ATTRIBUTE = /\s+([\p{L}_:][\p{L}\p{N}_:.\u00b7-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/uy;
const MISC = /\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^[>]*>/y;
/** Deeper than this no document is meant to be; the walk over it is a recursion. */
const MAX_DEPTH = 1000;

type Open = { -readonly [K in keyof XmlElement]: XmlElement[K] } & {
  attributes: XmlAttribute[];
  children: XmlNode[];
};

/** A document's tree: the root, which has no name, holds its one element. Entities of a DTD's own are refused. @throws XmlError */
export function parseXml(text: string): XmlElement {
  let at = 0;
  const fail = (why: string): never => {
    throw new XmlError(`${why} at character ${at + 1}`);
  };
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at += found[0].length;
    return found;
  };
  const skipMisc = () => {
    while (match(MISC));
  };
  const root: Open = { kind: "element", name: "", attributes: [], children: [], parent: null };
  const open: Open[] = [root];

  const startTag = () => {
    at++;
    const parent = open.at(-1)!;
    const name = (match(NAME) ?? fail("a tag without a name"))[0];
    const element: Open = { kind: "element", name, attributes: [], children: [], parent };
    for (let found = match(ATTRIBUTE); found; found = match(ATTRIBUTE)) {
      const [, key, double, single] = found;
      if (element.attributes.some(each => each.name === key)) fail(`the attribute ${key} stands twice`);
      element.attributes.push({
        kind: "attribute",
        name: key!,
        text: decoded(double ?? single!, fail),
        parent: element,
      });
    }
    parent.children.push(element);
    if (match(/\s*\/>/y)) return;
    if (!match(/\s*>/y)) fail(`the tag <${name}> does not end`);
    if (open.push(element) > MAX_DEPTH) fail("elements within elements too deep");
  };

  skipMisc();
  if (text[at] !== "<") fail("no element");
  startTag();
  while (open.length > 1) {
    const element = open.at(-1)!;
    const end = match(/<\/([^\s>]+)\s*>/y);
    if (end) {
      if (end[1] !== element.name) fail(`<${element.name}> is closed by </${end[1]}>`);
      open.pop();
      continue;
    }
    const comment = match(/<!--([\s\S]*?)-->/y);
    if (comment) element.children.push({ kind: "comment", text: comment[1]!, parent: element });
    else if (!match(/<\?[\s\S]*?\?>/y)) {
      const data = match(/<!\[CDATA\[([\s\S]*?)\]\]>/y) ?? match(/[^<]+/y);
      if (data) addText(element, data[1] ?? decoded(data[0], fail));
      else if (text[at] === "<") startTag();
      else fail(`<${element.name}> is not closed`);
    }
  }
  skipMisc();
  if (at < text.length) fail("more than one element");
  return root;
}

/** Neighbouring pieces are one text, as CDATA beside characters. */
function addText(element: Open, text: string): void {
  const last = element.children.at(-1);
  if (last?.kind === "text")
    element.children[element.children.length - 1] = { ...last, text: last.text + text };
  else element.children.push({ kind: "text", text, parent: element });
}

function decoded(text: string, fail: (why: string) => never): string {
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));?/g, (reference, hex, decimal, name) => {
    if (name) return entities[name] ?? fail(`unknown entity ${reference}`);
    const codePoint = Number.parseInt(hex ?? decimal, hex ? 16 : 10);
    return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : fail(`no character ${reference}`);
  });
}
