import { closeSync, openSync, readSync } from "node:fs";

const CHUNK = 1 << 21;
const CARRIAGE_RETURN = 13;

/** Is told of bytes as they are read. */
export type BytesRead = (count: number) => void;

/**
 * The lines of a file as bytes, in groups that arrive together; they end in LF or CRLF unless a separator is given.
 * (Node's readline also breaks lines at U+2028, which JSON may hold.)
 */
export function* readLines(path: string, separator?: string, read?: BytesRead): Generator<Buffer[]> {
  const mark = Buffer.from(separator ?? "\n");
  const lineOf = (data: Buffer, start: number, end: number) => {
    const cut = separator === undefined && end > start && data[end - 1] === CARRIAGE_RETURN ? 1 : 0;
    return data.subarray(start, end - cut);
  };
  for (const data of readBlocks(path, mark, read)) {
    const lines: Buffer[] = [];
    let start = 0;
    for (let end = data.indexOf(mark); end >= 0; end = data.indexOf(mark, start)) {
      lines.push(lineOf(data, start, end));
      start = end + mark.length;
    }
    if (start < data.length) lines.push(lineOf(data, start, data.length));
    yield lines;
  }
}

/** A file in pieces that end behind a separator, but for the last. A line longer than a piece is joined once. */
export function* readBlocks(
  path: string,
  separator = Buffer.from("\n"),
  read?: BytesRead,
): Generator<Buffer> {
  let pieces: Buffer[] = [];
  for (const chunk of readChunks(path)) {
    read?.(chunk.length);
    // A separator may be split between two pieces.
    const seam = separator.length - 1;
    const joined = seam > 0 && pieces.length > 0 ? Buffer.concat([...pieces.splice(0), chunk]) : chunk;
    const last = joined.lastIndexOf(separator);
    if (last < 0) {
      pieces.push(joined);
      continue;
    }
    const end = last + separator.length;
    yield pieces.length > 0 ? Buffer.concat([...pieces, joined.subarray(0, end)]) : joined.subarray(0, end);
    pieces = end < joined.length ? [joined.subarray(end)] : [];
  }
  if (pieces.length > 0) yield Buffer.concat(pieces);
}

function* readChunks(path: string): Generator<Buffer> {
  const file = openSync(path, "r");
  try {
    while (true) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const length = readSync(file, chunk, 0, CHUNK, null);
      if (length === 0) return;
      yield chunk.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}
