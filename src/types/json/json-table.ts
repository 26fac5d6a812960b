import { isUtf8 } from "node:buffer";
import type { StructType } from "../struct.js";
import type { Value } from "../value.js";
import type { ColumnBatch } from "../vector/column-batch.js";
import { JsonBytes } from "./json-bytes.js";
import { type JsonColumn, jsonColumn } from "./json-columns.js";
import type { JsonReadOptions } from "./json-rows.js";

/** The rows of a record that the byte reader has left: none, one, or several. */
export type ReadRecord = (line: Buffer) => readonly (readonly Value[])[];

/** A member of an object, in quotes as it stands, and the column it goes to. */
interface Member {
  readonly quoted: Buffer;
  readonly column: JsonColumn | null;
}

/**
 * Reads lines of JSON objects into columns without making text of them: only what the schema asks for is decoded. Lines
 * that are more than plain objects whose values fit the schema are left to `readRecord`.
 * @param data whole lines; strings with escapes are decoded in place
 * @param aside a column that no member goes to
 */
export function jsonTable(
  data: Buffer,
  { fields }: StructType,
  options: JsonReadOptions,
  readRecord: ReadRecord,
  aside?: string,
): ColumnBatch {
  const bytes = new JsonBytes(data);
  let capacity = 1024;
  const columns = fields.map(field => jsonColumn(field.dataType, options, data, capacity));
  const byName = new Map(fields.map((field, i) => [field.name, columns[i]!]));
  if (aside !== undefined) byName.delete(aside);
  // Objects of one file mostly have their members in one order.
  const order: Member[] = [];
  const readMember = (n: number, row: number): boolean => {
    const expected = order[n];
    let column = expected?.column;
    if (!expected || !bytes.bytes(expected.quoted)) {
      const { at } = bytes;
      if (!bytes.string() || bytes.escaped) return false;
      column = byName.get(data.toString("utf8", bytes.start, bytes.end)) ?? null;
      order[n] = { quoted: data.subarray(at, bytes.at), column };
    }
    return bytes.colon() && (column ? column.read(bytes, row) : bytes.skip());
  };
  const readObject = (row: number): boolean => {
    if (!bytes.openObject()) return false;
    if (!bytes.closeObject()) {
      for (let n = 0; ; n++) {
        if (!readMember(n, row)) return false;
        if (bytes.closeObject()) break;
        if (!bytes.comma()) return false;
      }
    }
    return bytes.endOfLine();
  };

  const isText = isUtf8(data);
  let length = 0;
  while (bytes.at < data.length) {
    if (length + 1 >= capacity) {
      capacity *= 2;
      for (const column of columns) column.grow(capacity);
    }
    const lineStart = bytes.at;
    if (isText && readObject(length)) {
      for (const column of columns) column.close(length);
      length++;
      continue;
    }
    const lineFeed = data.indexOf(10, lineStart);
    const end = lineFeed < 0 ? data.length : lineFeed;
    bytes.at = end + 1;
    const cut = data[end - 1] === 13 && end > lineStart ? 1 : 0;
    const rows = readRecord(data.subarray(lineStart, end - cut));
    while (length + rows.length >= capacity) {
      capacity *= 2;
      for (const column of columns) column.grow(capacity);
    }
    if (rows.length === 0) for (const column of columns) column.set(length, null);
    for (const row of rows) {
      for (const [c, column] of columns.entries()) column.set(length, row[c]!);
      length++;
    }
  }
  return { length, columns: columns.map(column => column.finish(length)) };
}
