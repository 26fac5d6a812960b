import { isUtf8 } from "node:buffer";
import type { DataType } from "../data-type.js";
import { JsonBytes } from "./json-bytes.js";

const [QUOTE, TRUE, FALSE] = [34, 116, 102];

/**
 * The lines that may add to a schema that is being inferred: all but objects of plain values that the schema's columns hold
 * already, which are most.
 * @param typeOf what is known of a column so far; asked anew after each line
 */
export function* newShapes(data: Buffer, typeOf: (name: string) => DataType | undefined): Generator<Buffer> {
  const bytes = new JsonBytes(data);
  const isText = isUtf8(data);
  let order: { readonly quoted: Buffer; readonly type: DataType }[] = [];
  const isKnownMember = (n: number): boolean => {
    const expected = order[n];
    if (expected && bytes.bytes(expected.quoted)) return bytes.colon() && holds(bytes, expected.type);
    const { at } = bytes;
    if (!bytes.string() || bytes.escaped) return false;
    const type = typeOf(data.toString("utf8", bytes.start, bytes.end));
    if (!type) return false;
    order[n] = { quoted: data.subarray(at, bytes.at), type };
    return bytes.colon() && holds(bytes, type);
  };
  const isKnown = (): boolean => {
    if (!bytes.openObject()) return false;
    for (let n = 0; ; n++) {
      if (!isKnownMember(n)) return false;
      if (bytes.closeObject()) return bytes.endOfLine();
      if (!bytes.comma()) return false;
    }
  };
  while (bytes.at < data.length) {
    const { at } = bytes;
    if (isText && isKnown()) continue;
    const lineFeed = data.indexOf(10, at);
    const end = lineFeed < 0 ? data.length : lineFeed;
    bytes.at = end + 1;
    yield data.subarray(at, data[end - 1] === 13 && end > at ? end - 1 : end);
    order = [];
  }
}

/** Whether the value that is next adds nothing to a column of this type; it is passed over then. */
function holds(bytes: JsonBytes, type: DataType): boolean {
  const first = bytes.data[bytes.at];
  if (bytes.isNull()) return true;
  if (first === QUOTE) return type.kind === "string" && bytes.skip();
  if (first === TRUE || first === FALSE)
    return (type.kind === "boolean" || type.kind === "string") && bytes.skip();
  const isNumber = first === 45 || (first! >= 48 && first! <= 57);
  if (!isNumber) return false;
  if (type.kind === "double" || type.kind === "string") return bytes.skip();
  return type.kind === "long" && bytes.integer() && isLong(bytes);
}

/** Whether the digits that were passed over are a BIGINT's; the very greatest are left out. */
function isLong({ data, start, end }: JsonBytes): boolean {
  const count = end - start;
  return count < 19 || (count === 19 && data.toString("latin1", start, end) < "9223372036854775807");
}
