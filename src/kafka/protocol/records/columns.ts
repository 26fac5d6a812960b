/** A record's header, as Kafka has it: a name and bytes, which may be missing. */
export interface RecordHeader {
  readonly key: string;
  readonly value: Uint8Array | null;
}

/** Records of one partition as columns: keys and values are byte positions in `data`, a start of -1 means null. */
export interface Columns {
  readonly count: number;
  readonly data: Uint8Array;
  readonly keyStart: Int32Array;
  readonly keyEnd: Int32Array;
  readonly valueStart: Int32Array;
  readonly valueEnd: Int32Array;
  readonly offsets: BigInt64Array;
  /** Milliseconds since the epoch, -1 when the producer gave none. */
  readonly timestamps: BigInt64Array;
  /** 0 set by the producer, 1 by the broker */
  readonly timestampType: 0 | 1;
  readonly headers?: readonly (readonly RecordHeader[])[];
}

/** Bytes that a row's six positions and times take. */
const ROW_BYTES = 32;

/** The columns' arrays, all in one buffer, so that they move to another thread as one. */
export function allocateColumns(rows: number) {
  const buffer = new ArrayBuffer(rows * ROW_BYTES);
  const ints = (column: number) => new Int32Array(buffer, rows * (16 + 4 * column), rows);
  return {
    offsets: new BigInt64Array(buffer, 0, rows),
    timestamps: new BigInt64Array(buffer, 8 * rows, rows),
    keyStart: ints(0),
    keyEnd: ints(1),
    valueStart: ints(2),
    valueEnd: ints(3),
  };
}

/** Rows `from` (included) to `to` (excluded), without copying. */
export function sliceColumns<C extends Columns>(columns: C, from: number, to: number): C {
  if (from === 0 && to === columns.count) return columns;
  return {
    ...columns,
    count: to - from,
    keyStart: columns.keyStart.subarray(from, to),
    keyEnd: columns.keyEnd.subarray(from, to),
    valueStart: columns.valueStart.subarray(from, to),
    valueEnd: columns.valueEnd.subarray(from, to),
    offsets: columns.offsets.subarray(from, to),
    timestamps: columns.timestamps.subarray(from, to),
    ...(columns.headers && { headers: columns.headers.slice(from, to) }),
  };
}

/** The first row whose offset is `offset` or greater. */
export function rowOfOffset(columns: Columns, offset: bigint): number {
  let low = 0;
  let high = columns.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (columns.offsets[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
