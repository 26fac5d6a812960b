import { crc32c } from "../../../util/crc32c.js";
import type { Codec } from "../compression/codec.js";
import { codecOf } from "../compression/codecs.js";
import { ProtocolError } from "../reader.js";
import { BATCH_HEADER, type BatchHeader, batchSize, CRC_START, readBatchHeader } from "./batch-header.js";
import type { Columns } from "./columns.js";
import { type Section, walkRecords } from "./walk.js";

export interface DecodeOptions {
  /** Records before this offset are left out. */
  readonly from: number;
  readonly headers?: boolean;
  /** Compare each batch with its checksum. */
  readonly checkCrcs?: boolean;
  /** The aborted transactions that a read_committed fetch names: their records are left out. */
  readonly aborted?: readonly { readonly producerId: bigint; readonly firstOffset: bigint }[];
}

export interface Decoded {
  /** In order; more than one only where the timestamp type changes. Empty ones are left out. */
  readonly columns: Columns[];
  /** The offset to go on from, behind the last whole batch; undefined when there was none. */
  readonly next: number | undefined;
}

/** Decodes what a fetch brought for one partition: whole batches, the last perhaps cut off. `bytes` become the columns' data. */
export async function decodeRecords(bytes: Buffer, options: DecodeOptions): Promise<Decoded> {
  const isAborted = abortedFilter(options.aborted ?? []);
  const sections: Section[] = [];
  let next: number | undefined;
  for (let at = 0; ; ) {
    const size = batchSize(bytes, at);
    if (size === undefined || size > bytes.length - at) break;
    const batch = readBatchHeader(bytes, at);
    if (options.checkCrcs && crc32c(bytes.subarray(at + CRC_START, at + size)) !== batch.crc)
      throw new ProtocolError(`the record batch at offset ${batch.baseOffset} does not match its checksum`);
    const skip = isAborted(batch, bytes.subarray(at + BATCH_HEADER, at + size));
    if (!batch.control && !skip && batch.lastOffset >= options.from)
      sections.push({ batch, start: at + BATCH_HEADER, end: at + size });
    next = batch.lastOffset + 1;
    at += size;
  }
  const columns: Columns[] = [];
  for (const run of runs(sections)) {
    const { data, sections: plain } = await uncompressed(bytes, run);
    const walked = walkRecords(data, plain, options.from, options.headers ?? false);
    if (walked.count > 0) columns.push(walked);
  }
  return { columns, next };
}

/**
 * The offset to go on from behind the whole batches in `bytes`, read off their headers alone, so that the next fetch can
 * be on its way while this one is decoded. Undefined when there is no whole batch.
 */
export function nextOffset(bytes: Buffer): number | undefined {
  let next: number | undefined;
  for (let at = 0; ; ) {
    const size = batchSize(bytes, at);
    if (size === undefined || size > bytes.length - at) return next;
    next = readBatchHeader(bytes, at).lastOffset + 1;
    at += size;
  }
}

/** Neighbours of one timestamp type. */
function runs(sections: readonly Section[]): Section[][] {
  const found: Section[][] = [];
  for (const section of sections) {
    const last = found.at(-1);
    if (last?.[0]?.batch.timestampType === section.batch.timestampType) last.push(section);
    else found.push([section]);
  }
  return found;
}

/** The run as it is when nothing in it is compressed, else all of it expanded into bytes of its own. */
async function uncompressed(bytes: Buffer, run: readonly Section[]) {
  if (run.every(({ batch }) => batch.compression === 0)) return { data: bytes, sections: run };
  const pieces: Uint8Array[] = [];
  const sections: Section[] = [];
  let length = 0;
  for (const { batch, start, end } of run) {
    const codec: Codec | undefined = batch.compression === 0 ? undefined : await codecOf(batch.compression);
    const packed = bytes.subarray(start, end);
    const piece = codec ? await codec.decompress(packed) : packed;
    pieces.push(piece);
    sections.push({ batch, start: length, end: length + piece.length });
    length += piece.length;
  }
  const data = new Uint8Array(length);
  pieces.forEach((piece, i) => {
    data.set(piece, sections[i]!.start);
  });
  return { data, sections };
}

/**
 * Kafka's way to tell aborted records: a producer's batches from its transaction's first offset on, up to the control
 * batch that ends it.
 */
function abortedFilter(aborted: NonNullable<DecodeOptions["aborted"]>) {
  const queue = [...aborted].sort((a, b) => (a.firstOffset < b.firstOffset ? -1 : 1));
  const open = new Set<number>();
  return (batch: BatchHeader, records: Uint8Array): boolean => {
    while (queue.length > 0 && Number(queue[0]!.firstOffset) <= batch.lastOffset)
      open.add(Number(queue.shift()!.producerId));
    if (batch.control) {
      if (isAbortMarker(records)) open.delete(batch.producerId);
      return true;
    }
    return batch.transactional && open.has(batch.producerId);
  };
}

/** A control record's key is its version and its type, 16 bits each, 0 for an abort; it begins behind five one-byte fields. */
function isAbortMarker(records: Uint8Array): boolean {
  return records.length >= 9 && records[7] === 0 && records[8] === 0;
}
