import { ProtocolError } from "../reader.js";
import type { BatchHeader } from "./batch-header.js";
import { allocateColumns, type Columns, type RecordHeader, sliceColumns } from "./columns.js";
import { VarintCursor } from "./varints.js";

/** A record takes seven bytes or more: a count that cannot be is refused before anything is allocated for it. */
const LEAST_RECORD = 7;

/** The records of one batch, uncompressed, at `start` to `end` of the bytes being walked. */
export interface Section {
  readonly batch: BatchHeader;
  readonly start: number;
  readonly end: number;
}

/**
 * Walks the records of `sections` (of one timestamp type) into columns over `data`, no object per record.
 * Records before offset `from` are left out: a batch is delivered whole, also when asked for from its middle.
 */
export function walkRecords(
  data: Uint8Array,
  sections: readonly Section[],
  from: number,
  withHeaders: boolean,
): Columns {
  let most = 0;
  for (const { batch, start, end } of sections) {
    if (batch.recordCount < 0 || batch.recordCount * LEAST_RECORD > end - start)
      throw new ProtocolError(`${batch.recordCount} records in ${end - start} bytes`);
    most += batch.recordCount;
  }
  const columns = allocateColumns(most);
  const headers: RecordHeader[][] | undefined = withHeaders ? [] : undefined;
  let row = 0;
  for (const section of sections) row = walkSection(data, section, from, columns, row, headers);
  const all = {
    ...columns,
    count: most,
    data,
    timestampType: sections[0]?.batch.timestampType ?? 0,
    ...(headers && { headers }),
  };
  return sliceColumns(all, 0, row);
}

function walkSection(
  data: Uint8Array,
  { batch, start, end }: Section,
  from: number,
  { keyStart, keyEnd, valueStart, valueEnd, offsets, timestamps }: ReturnType<typeof allocateColumns>,
  firstRow: number,
  headers: RecordHeader[][] | undefined,
): number {
  const offsetWords = new Int32Array(offsets.buffer, offsets.byteOffset, 2 * offsets.length);
  const timeWords = new Int32Array(timestamps.buffer, timestamps.byteOffset, 2 * timestamps.length);
  const cursor = new VarintCursor(data, start, end);
  const { baseOffset, baseTimestamp, maxTimestamp, timestampType, recordCount } = batch;
  let row = firstRow;
  for (let left = recordCount; left > 0; left--) {
    const length = cursor.int();
    const recordEnd = cursor.at + length;
    if (length < LEAST_RECORD - 1 || recordEnd > end) throw new ProtocolError("records that are cut off");
    cursor.end = recordEnd;
    cursor.at++; // the record's attributes, unused by Kafka
    const time = baseTimestamp + cursor.long();
    const offset = baseOffset + cursor.int();
    const keyLength = cursor.int();
    const key = keyLength < 0 ? -1 : cursor.skip(keyLength);
    const valueLength = cursor.int();
    const value = valueLength < 0 ? -1 : cursor.skip(valueLength);
    if (offset >= from) {
      keyStart[row] = key;
      keyEnd[row] = key < 0 ? -1 : key + keyLength;
      valueStart[row] = value;
      valueEnd[row] = value < 0 ? -1 : value + valueLength;
      setInt64(offsetWords, row, offset);
      setInt64(timeWords, row, timestampType === 1 ? maxTimestamp : time);
      if (headers) headers.push(readHeaders(cursor));
      row++;
    }
    cursor.at = recordEnd;
    cursor.end = end;
  }
  return row;
}

/** Sets a 64-bit integer by its halves: a BigInt for each would be garbage for each. All Node's platforms are little-endian here. */
function setInt64(words: Int32Array, row: number, value: number): void {
  words[2 * row] = value;
  words[2 * row + 1] = Math.floor(value / 0x1_0000_0000);
}

function readHeaders(cursor: VarintCursor): RecordHeader[] {
  const headers: RecordHeader[] = [];
  for (let left = cursor.int(); left > 0; left--) {
    const key = read(cursor) ?? new Uint8Array();
    headers.push({ key: Buffer.from(key).toString("utf8"), value: read(cursor) });
  }
  return headers;
}

/** A copy: the value outlives the chunk, and few ask for headers. */
function read(cursor: VarintCursor): Uint8Array | null {
  const length = cursor.int();
  if (length < 0) return null;
  const start = cursor.skip(length);
  return Uint8Array.from(cursor.bytes.subarray(start, start + length));
}
