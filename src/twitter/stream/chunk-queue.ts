import type { Readable } from "node:stream";

/** What waits here before the server has to. */
const most = 1024 * 1024;

/**
 * The chunks of a stream, each of them also when the stream breaks right behind it: Node's own iterator drops what has come and
 * was not read when a connection is reset.
 */
export class ChunkQueue {
  #chunks: Buffer[] = [];
  #size = 0;
  #end: { readonly error?: unknown } | undefined;
  #wake = () => {};

  constructor(private readonly body: Readable) {
    body.on("data", (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#size += chunk.length;
      if (this.#size > most) body.pause();
      this.#wake();
    });
    body.once("end", () => this.#ended({}));
    body.once("error", error => this.#ended({ error }));
    body.once("close", () => this.#ended({ error: new Error("the connection was closed") }));
  }

  /** The next chunk, undefined at the end. `onStall` makes the error when nothing comes for `stallMs`. */
  async next(stallMs: number, onStall: () => Error): Promise<Buffer | undefined> {
    while (this.#chunks.length === 0 && !this.#end) {
      const timer = setTimeout(() => this.#ended({ error: onStall() }), stallMs);
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
      clearTimeout(timer);
    }
    const chunk = this.#chunks.shift();
    if (chunk) {
      this.#size -= chunk.length;
      if (this.#size <= most && this.body.isPaused()) this.body.resume();
      return chunk;
    }
    if (this.#end?.error !== undefined) throw this.#end.error;
    return undefined;
  }

  #ended(end: { readonly error?: unknown }): void {
    this.#end ??= end;
    this.#wake();
  }
}
