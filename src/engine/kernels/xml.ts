import type { Value } from "../../types/index.js";
import { SparkError } from "../../util/errors.js";
import { parseXml, XmlError } from "../xml/parse-xml.js";
import { evaluateXPath } from "../xml/xpath.js";
import { parseXPath, type XPath, XPathError } from "../xml/xpath-parser.js";
import { isNodes, toBoolean, toNumber, toText, type XPathValue } from "../xml/xpath-value.js";
import { type Kernel, strict } from "./kernel.js";

/** A path over a document; its parsed form is kept while the path stays the same. NULL where either is empty. */
function xpath(convert: (value: XPathValue) => Value): Kernel {
  return strict(() => {
    let [last, parsed]: [string | undefined, XPath | undefined] = [undefined, undefined];
    return (text: string, path: string) => {
      if (text === "" || path === "") return null;
      try {
        if (path !== last) [last, parsed] = [path, parseXPath(path)];
        return convert(evaluateXPath(parsed!, parseXml(text)));
      } catch (error) {
        if (error instanceof XmlError)
          throw invalid(`Error loading expression '${path}': the XML has ${error.message}`, error);
        if (error instanceof XPathError) throw invalid(`Invalid XPath '${path}': ${error.message}`, error);
        throw error;
      }
    };
  });
}

function invalid(text: string, cause: Error): SparkError {
  return new SparkError(null, text, undefined, { cause });
}

/** Java's cast of a double to a whole number: cut, kept within the range, 0 for NaN. */
function whole(value: XPathValue, bits: 32 | 64): bigint {
  const number = Math.trunc(toNumber(value));
  if (Number.isNaN(number)) return 0n;
  const limit = 2n ** BigInt(bits - 1);
  if (number >= Number(limit)) return limit - 1n;
  return number < -Number(limit) ? -limit : BigInt(number);
}

export const xml: Readonly<Record<string, Kernel>> = {
  // An element has no value of its own: the texts and attributes have.
  xpath: xpath(value => {
    if (!isNodes(value)) throw new XPathError("it finds no nodes");
    return value.map(node => (node.kind === "element" ? null : node.text));
  }),
  xpath_string: xpath(toText),
  xpath_boolean: xpath(toBoolean),
  xpath_double: xpath(toNumber),
  xpath_number: xpath(toNumber),
  xpath_float: xpath(value => Math.fround(toNumber(value))),
  xpath_int: xpath(value => Number(whole(value, 32))),
  xpath_long: xpath(value => whole(value, 64)),
  xpath_short: xpath(value => Number(BigInt.asIntN(16, whole(value, 32)))),
};
