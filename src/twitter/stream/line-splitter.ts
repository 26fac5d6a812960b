const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Lines from bytes that are cut anywhere, also inside a character or between a line and its end. A line ends with LF, with or
 * without CR; empty ones, X's keep-alives, are left out.
 */
export class LineSplitter {
  #parts: Buffer[] = [];
  #size = 0;
  #isSkipping = false;

  /** @param limit bytes of a line; a longer one is left out, and `onTooLong` told once for it */
  constructor(
    private readonly limit: number,
    private readonly onTooLong: () => void,
  ) {}

  /** The lines that end in this chunk. */
  push(chunk: Buffer): string[] {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      this.#hold(chunk.subarray(start, end));
      const line = this.end();
      if (line !== undefined) lines.push(line);
      this.#isSkipping = false;
      start = end + 1;
    }
    this.#hold(chunk.subarray(start));
    return lines;
  }

  /** What has come of a line that has not ended; undefined when it is nothing. */
  end(): string | undefined {
    const bytes = this.#parts.length === 1 ? this.#parts[0]! : Buffer.concat(this.#parts, this.#size);
    this.#parts = [];
    this.#size = 0;
    const length = bytes.at(-1) === carriageReturn ? bytes.length - 1 : bytes.length;
    return length === 0 ? undefined : bytes.toString("utf8", 0, length);
  }

  #hold(part: Buffer): void {
    if (this.#isSkipping || part.length === 0) return;
    this.#size += part.length;
    if (this.#size <= this.limit) {
      this.#parts.push(part);
      return;
    }
    this.#isSkipping = true;
    this.#parts = [];
    this.#size = 0;
    this.onTooLong();
  }
}
