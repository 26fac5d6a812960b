import type { Columns } from "../../../src/kafka/protocol/records/columns.js";

/** The rows of columns, readable. */
export function rowsOf(columns: Columns) {
  const text = (start: number, end: number) =>
    start < 0 ? null : Buffer.from(columns.data.subarray(start, end)).toString("utf8");
  return Array.from({ length: columns.count }, (_, row) => ({
    offset: Number(columns.offsets[row]),
    timestamp: Number(columns.timestamps[row]),
    key: text(columns.keyStart[row]!, columns.keyEnd[row]!),
    value: text(columns.valueStart[row]!, columns.valueEnd[row]!),
  }));
}

export function valuesOf(chunks: readonly Columns[]): (string | null)[] {
  return chunks.flatMap(rowsOf).map(({ value }) => value);
}
