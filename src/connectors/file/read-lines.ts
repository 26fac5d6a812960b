import { createReadStream } from "node:fs";

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** The lines of a UTF-8 file, in groups that arrive together. (Node's readline also breaks lines at U+2028, which JSON may hold.) */
export async function* readLines(path: string, signal: AbortSignal): AsyncIterable<string[]> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    signal.throwIfAborted();
    const data: Buffer = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const lines: string[] = [];
    let start = 0;
    for (let end = data.indexOf(LINE_FEED); end >= 0; end = data.indexOf(LINE_FEED, start)) {
      lines.push(lineOf(data, start, end));
      start = end + 1;
    }
    rest = data.subarray(start);
    if (lines.length > 0) yield lines;
  }
  if (rest.length > 0) yield [lineOf(rest, 0, rest.length)];
}

function lineOf(data: Buffer, start: number, end: number): string {
  return data.toString("utf8", start, end > start && data[end - 1] === CARRIAGE_RETURN ? end - 1 : end);
}
