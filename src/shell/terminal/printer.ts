import { StringDecoder } from "node:string_decoder";
import { stripVTControlCharacters } from "node:util";

type Write = NodeJS.WriteStream["write"];
/** A line without end, or a flood that gives the event loop no turn, is let out at this size. */
const largestHeld = 64 * 1024;

/**
 * Gathers what is printed while the terminal is up: answers, and everything written to standard output and error
 * by anyone in this process. Whole lines wait for the next frame, a line that has not ended is kept.
 */
export class Printer {
  private lines = "";
  private rest = "";
  private restore: (() => void)[] = [];

  constructor(
    private readonly changed: () => void,
    private readonly letOut: () => void,
  ) {}

  /** The line being written, without colours; a carriage return starts it over, as progress bars do. */
  get unended(): string {
    return stripVTControlCharacters(this.rest.slice(this.rest.lastIndexOf("\r") + 1));
  }

  /** Lines of their own: a line that has not ended ends here. */
  line(text: string): void {
    if (this.rest !== "") this.write("\n");
    this.write(text.endsWith("\n") ? text : `${text}\n`);
  }

  write(text: string): void {
    const all = this.rest + text;
    const end = all.length > largestHeld ? all.length : all.lastIndexOf("\n") + 1;
    this.lines += all.slice(0, end);
    this.rest = all.slice(end);
    if (this.lines.length > largestHeld) this.letOut();
    else this.changed();
  }

  /** The whole lines gathered, which are then forgotten. */
  take(): string {
    const { lines } = this;
    this.lines = "";
    return lines === "" || lines.endsWith("\n") ? lines : `${lines}\n`;
  }

  /** Takes over the stream's writes until release(). @returns the stream's own write */
  capture(stream: NodeJS.WriteStream): (text: string) => void {
    const own = stream.write;
    const decoder = new StringDecoder("utf8");
    const captured = ((chunk: string | Uint8Array, encoding?: unknown, callback?: unknown) => {
      const text =
        typeof chunk === "string" && isText(encoding)
          ? chunk
          : decoder.write(
              typeof chunk === "string" ? Buffer.from(chunk, encoding as BufferEncoding) : Buffer.from(chunk),
            );
      this.write(text);
      const done = typeof encoding === "function" ? encoding : callback;
      if (typeof done === "function") process.nextTick(done);
      return true;
    }) as Write;
    stream.write = captured;
    this.restore.push(() => {
      // Someone else may have wrapped it meanwhile.
      if (stream.write === captured) stream.write = own;
    });
    return text => void own.call(stream, text);
  }

  /** Takes over Node's warnings, which Node writes past every stream, until release(). */
  captureWarnings(): void {
    const own = process.listeners("warning");
    const print = ({ name, message }: Error) => this.line(`${name}: ${message}`);
    process.removeAllListeners("warning");
    process.on("warning", print);
    this.restore.push(() => {
      process.off("warning", print);
      for (const listener of own) process.on("warning", listener);
    });
  }

  release(): void {
    for (const restore of this.restore.splice(0)) restore();
  }
}

function isText(encoding: unknown): boolean {
  return typeof encoding !== "string" || /^utf-?8$/i.test(encoding);
}
