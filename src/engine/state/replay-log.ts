import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { crc32c } from "../../util/crc32c.js";
import { UserError } from "../../util/errors.js";
import { COMMIT_BYTES, RecordKind, RecordView } from "./record.js";
import { Segment } from "./segment.js";

/** What is done with the records of committed batches, in their order. The view is valid during the call. */
export interface Replay {
  segment(segment: Segment): void;
  put(segment: Segment, offset: number, record: RecordView): void;
  remove(record: RecordView): void;
}

/**
 * Reads a log up to the commit of batch `committed` and cuts off what stands behind it: a batch that was open when the
 * process ended.
 * @throws UserError naming the file that is damaged, or the folder that lacks the batch
 */
export function replayLog(folder: string, committed: number, replay: Replay): void {
  const record = new RecordView();
  let last = -1;
  for (const id of segmentIds(folder)) {
    const path = segmentPath(folder, id);
    if (last === committed) {
      rmSync(path);
      continue;
    }
    const bytes = readFileSync(path);
    const segment = new Segment(id, path, bytes, bytes.length);
    replay.segment(segment);
    let start = 0;
    while (start < bytes.length && last < committed) {
      const block = readBlock(bytes, start, record);
      if (!block || (block.batchId <= last && last >= 0) || block.batchId > committed)
        throw new UserError(
          `${path} of the checkpoint is damaged at byte ${start}: the state of batch ${committed} cannot be read.`,
        );
      for (const offset of block.offsets) {
        record.parse(bytes, offset);
        if (bytes[offset] === RecordKind.remove) replay.remove(record);
        else replay.put(segment, offset, record);
      }
      last = block.batchId;
      start = block.end;
    }
    if (start < bytes.length) segment.truncate(start);
  }
  if (last !== committed)
    throw new UserError(
      `${folder} of the checkpoint does not hold the state of batch ${committed}; it ends at batch ${last}.`,
    );
}

export const segmentPath = (folder: string, id: number) => join(folder, `${id}.log`);

function segmentIds(folder: string): number[] {
  return readdirSync(folder)
    .flatMap(name => /^(\d+)\.log$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

interface Block {
  readonly batchId: number;
  readonly offsets: readonly number[];
  readonly end: number;
}

/** The records from `start` to the next commit; undefined when there is none, or the checksum says otherwise. */
function readBlock(bytes: Buffer, start: number, record: RecordView): Block | undefined {
  const offsets: number[] = [];
  let at = start;
  while (at < bytes.length) {
    const kind = bytes[at]!;
    if (kind === RecordKind.commit) {
      const end = at + COMMIT_BYTES;
      if (end > bytes.length || crc32c(bytes.subarray(start, at)) !== bytes.readUInt32LE(at + 9))
        return undefined;
      return { batchId: bytes.readDoubleLE(at + 1), offsets, end };
    }
    if (kind < RecordKind.put || kind > RecordKind.commit) return undefined;
    offsets.push(at);
    record.parse(bytes, at);
    at += record.size;
  }
  return undefined;
}
