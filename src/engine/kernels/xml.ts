import { formatWithPattern } from "../../types/datetime-pattern/format.js";
import { PatternMismatch, parseInstantWithPattern } from "../../types/datetime-pattern/parse.js";
import { toPrettyText } from "../../types/display/text.js";
import { type DataType, StringType, sqlName, type Value } from "../../types/index.js";
import { SparkError } from "../../util/errors.js";
import { inferElement } from "../xml/infer-xml.js";
import { parseXml, XmlError } from "../xml/parse-xml.js";
import { type ReadText, readElement } from "../xml/read-value.js";
import { writeElement } from "../xml/write-value.js";
import { evaluateXPath } from "../xml/xpath.js";
import { parseXPath, type XPath, XPathError } from "../xml/xpath-parser.js";
import { isNodes, toBoolean, toNumber, toText, type XPathValue } from "../xml/xpath-value.js";
import { castKernel } from "./cast/cast.js";
import { type Kernel, type KernelContext, strict } from "./kernel.js";
import { type Options, optionReader } from "./options.js";

/** A path over a document; its parsed form is kept while the path stays the same. NULL where either is empty. */
function xpath(convert: (value: XPathValue) => Value): Kernel {
  return strict(() => {
    let [last, compiled]: [string | undefined, XPath | undefined] = [undefined, undefined];
    return (text: string, path: string) => {
      if (text === "" || path === "") return null;
      try {
        if (path !== last) [last, compiled] = [path, parseXPath(path)];
        return convert(evaluateXPath(compiled!, parseXml(text)));
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

/** Text as a value: what cannot be read is NULL. */
function textReader(options: Options, context: KernelContext): ReadText {
  const pattern = optionReader(options)("timestampFormat");
  return (text, type) => {
    if (type.kind === "string") return text;
    if (text === "") return null;
    if (pattern !== undefined && type.kind === "timestamp") {
      const micros = parseInstantWithPattern(text, pattern, context.timeZone);
      return micros instanceof PatternMismatch ? null : micros;
    }
    return castKernel(StringType, type, { ...context, tolerant: true })(text);
  };
}

const ISO_TIMESTAMP = "yyyy-MM-dd'T'HH:mm:ss.SSSXXX";

function toXml(value: Value, type: DataType, options: Options, { timeZone }: KernelContext): string {
  const pattern = optionReader(options)("timestampFormat") ?? ISO_TIMESTAMP;
  const write = (each: NonNullable<Value>, kind: DataType) =>
    kind.kind === "timestamp"
      ? formatWithPattern(each as bigint, pattern, timeZone)
      : toPrettyText(each, kind, timeZone);
  return writeElement(optionReader(options)("rowTag") ?? "ROW", value, type, write).join("\n");
}

function parsed(text: string) {
  try {
    return parseXml(text);
  } catch (error) {
    if (error instanceof XmlError) throw invalid(`Malformed XML: it has ${error.message}`, error);
    throw error;
  }
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
  from_xml: strict((_, result, context) => {
    const nulls = result.kind === "struct" ? result.fields.map(() => null) : null;
    return (text: string, options: Options) => {
      try {
        const [row] = parseXml(text).children;
        return row?.kind === "element" ? readElement(row, result, textReader(options, context)) : nulls;
      } catch (error) {
        if (error instanceof XmlError) return nulls;
        throw error;
      }
    };
  }),
  to_xml: strict(
    ([type], _, context) =>
      (value: Value, options: Options) =>
        toXml(value, type!, options, context),
  ),
  schema_of_xml: strict(() => (text: string, options: Options) => {
    const [row] = parsed(text).children;
    const withAttributes = optionReader(options)("excludeAttribute") !== "true";
    return sqlName(row?.kind === "element" ? inferElement(row, withAttributes) : StringType);
  }),
};
