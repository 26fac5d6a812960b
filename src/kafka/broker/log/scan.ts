import { readSync } from "node:fs";
import { crc32c } from "../../../util/crc32c.js";
import { ProtocolError } from "../../protocol/reader.js";
import {
  BATCH_HEADER,
  type BatchHeader,
  CRC_START,
  readBatchHeader,
} from "../../protocol/records/batch-header.js";

const WINDOW = 64 * 1024;

/** A batch in a log file. */
export interface PlacedBatch {
  readonly header: BatchHeader;
  readonly position: number;
}

/**
 * The batches of a log file from `position` up to `end`, in order. It stops in front of the first that is cut off or is
 * no batch, with `verify` also of the first that does not match its checksum: such a one ends what the log can give.
 */
export function* scanBatches(
  file: number,
  position: number,
  end: number,
  verify = false,
): Generator<PlacedBatch> {
  let window: Buffer = Buffer.alloc(0);
  let windowAt = position;
  const windowOf = (length: number) => {
    if (position + length > windowAt + window.length) {
      window = readFully(file, position, Math.min(Math.max(length, WINDOW), end - position));
      windowAt = position;
    }
    return position - windowAt;
  };
  while (end - position >= BATCH_HEADER) {
    const at = windowOf(BATCH_HEADER);
    const header = headerOrNone(window, at);
    if (!header || header.size > end - position) return;
    if (verify) {
      const start = windowOf(header.size);
      if (crc32c(window.subarray(start + CRC_START, start + header.size)) !== header.crc) return;
    }
    yield { header, position };
    position += header.size;
  }
}

/** Reads exactly `length` bytes, or those up to the file's end. */
export function readFully(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  let read = 0;
  while (read < length) {
    const got = readSync(file, bytes, read, length - read, position + read);
    if (got === 0) return bytes.subarray(0, read);
    read += got;
  }
  return bytes;
}

function headerOrNone(bytes: Buffer, at: number): BatchHeader | undefined {
  try {
    return readBatchHeader(bytes, at);
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}
