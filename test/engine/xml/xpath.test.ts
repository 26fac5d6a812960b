import { describe, expect, it } from "vitest";
import { parseXml, XmlError } from "../../../src/engine/xml/parse-xml.js";
import { evaluateXPath } from "../../../src/engine/xml/xpath.js";
import { parseXPath, XPathError } from "../../../src/engine/xml/xpath-parser.js";
import { toText } from "../../../src/engine/xml/xpath-value.js";

/** Document, path, what `xpath_string` of real Spark answers. */
const cases: readonly [xml: string, path: string, text: string][] = [
  ['<a><b id="1">x</b><b id="2">y</b></a>', "a/b[@id='2']", "y"],
  ["<a><b>x</b><b>y</b></a>", "//b[2]", "y"],
  ["<a><b>1</b><c>2</c></a>", "a/b + a/c", "3"],
  ["<a>x &lt; <![CDATA[y]]></a>", "a", "x < y"],
  ["<a><b>1</b><b>2</b></a>", "a/b[last()]", "2"],
  ["<a><b>1</b></a>", 'concat(a/b, "x")', "1x"],
  ["<a><b><c>1</c></b></a>", "a//c", "1"],
  ["<a><b>1</b></a>", "b", ""],
  ["<a><!--c-->1<b/>2</a>", "a/text()", "1"],
  ["<a>1</a>", "1 div 0", "Infinity"],
];

describe("XPath", () => {
  it.each(cases)("in %s by %s: %s", (xml, path, text) => {
    expect(toText(evaluateXPath(parseXPath(path), parseXml(xml)))).toBe(text);
  });

  it.each(["!#$", "a[", "a/", "(a", "unknown(a)"])("refuses %s", path => {
    expect(() => evaluateXPath(parseXPath(path), parseXml("<a/>"))).toThrow(XPathError);
  });

  it.each(["<a>", "<a></b>", "not xml", "<a/><b/>", "<a b='1' b='2'/>", "<a>&nope;</a>", "<a>".repeat(5000)])(
    "refuses a document that is not well-formed",
    xml => {
      expect(() => parseXml(xml)).toThrow(XmlError);
    },
  );
});
