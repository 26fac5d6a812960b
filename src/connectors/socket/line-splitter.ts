import { SparkError } from "../../util/errors.js";

/** No peer may fill the memory with one line. */
export const LONGEST_LINE = 16 * 1024 * 1024;

/**
 * Lines of bytes that arrive in pieces: they end in LF, CR or CRLF, as Java's `readLine` has it, and what is no UTF-8 becomes
 * U+FFFD, also where a character is cut between two pieces.
 */
export class LineSplitter {
  private readonly decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  private rest = "";
  /** Whether the last piece ended in CR: an LF right behind it ends no line of its own. */
  private endsInCr = false;

  constructor(private readonly peer: string) {}

  /** @throws SparkError when a line is longer than any line should be */
  push(bytes: Uint8Array): string[] {
    return this.split(this.decoder.decode(bytes, { stream: true }));
  }

  /** What is left when the peer has closed. */
  end(): string[] {
    const lines = this.split(this.decoder.decode());
    const { rest } = this;
    this.rest = "";
    return rest === "" ? lines : [...lines, rest];
  }

  private split(text: string): string[] {
    if (text === "") return [];
    const fresh = this.endsInCr && text.startsWith("\n") ? text.slice(1) : text;
    this.endsInCr = text.endsWith("\r");
    const lines = fresh.split(/\r\n|\n|\r/);
    lines[0] = this.rest + lines[0]!;
    this.rest = lines.pop()!;
    if (this.rest.length > LONGEST_LINE)
      throw new SparkError(
        null,
        `${this.peer} sent ${LONGEST_LINE} characters without a line break: it is no source of text lines.`,
      );
    return lines;
  }
}
