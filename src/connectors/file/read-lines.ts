import { closeSync, openSync, readSync } from "node:fs";

const CHUNK = 1 << 20;
const CARRIAGE_RETURN = 13;

/**
 * The lines of a file as bytes, in groups that arrive together; they end in LF or CRLF unless a separator is given.
 * (Node's readline also breaks lines at U+2028, which JSON may hold.)
 */
export function* readLines(path: string, separator?: string): Generator<Buffer[]> {
  const mark = Buffer.from(separator ?? "\n");
  const lineOf = (data: Buffer, start: number, end: number) => {
    const cut = separator === undefined && end > start && data[end - 1] === CARRIAGE_RETURN ? 1 : 0;
    return data.subarray(start, end - cut);
  };
  let rest: Buffer = Buffer.alloc(0);
  for (const chunk of readChunks(path)) {
    const data: Buffer = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const lines: Buffer[] = [];
    let start = 0;
    for (let end = data.indexOf(mark); end >= 0; end = data.indexOf(mark, start)) {
      lines.push(lineOf(data, start, end));
      start = end + mark.length;
    }
    rest = data.subarray(start);
    if (lines.length > 0) yield lines;
  }
  if (rest.length > 0) yield [lineOf(rest, 0, rest.length)];
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
