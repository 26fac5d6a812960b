import { emitKeypressEvents, type Interface, type Key } from "node:readline";
import { PassThrough } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { JoinRules } from "../../pane/grapheme-cells.js";
import { JoinProbe } from "./join-probe.js";
import { PasteSplitter } from "./paste-splitter.js";

/** Milliseconds until an Escape that nothing follows is the key of that name. */
const escapeCodeTimeout = 50;
const bracketedPaste = { on: "\x1b[?2004h", off: "\x1b[?2004l" };

interface KeyHandler {
  key(text: string | undefined, key: Key): void;
  /** A pasted block as one text, its line breaks `\n`, other control characters gone. */
  paste(text: string): void;
  ended(): void;
  /** What the terminal draws together, once it has said so. */
  joins(rules: JoinRules): void;
}

/** The keyboard: raw mode, keys, and pasted blocks told apart from typing, so that a pasted line break submits nothing by itself. */
export class KeyInput {
  private on = false;
  private readonly probe = new JoinProbe();
  /** Node parses keys from a stream: this one holds all but what is pasted. */
  private readonly typed = new PassThrough();
  private readonly decoder = new StringDecoder("utf8");
  private readonly splitter: PasteSplitter;
  private readonly onData = (chunk: Buffer | string) =>
    this.splitter.push(typeof chunk === "string" ? chunk : this.decoder.write(chunk));
  private readonly onEnd = () => this.handler.ended();

  constructor(
    private readonly stdin: NodeJS.ReadStream,
    private readonly write: (text: string) => void,
    private readonly handler: KeyHandler,
  ) {
    this.splitter = new PasteSplitter(
      text => this.typed.write(text),
      text => this.handler.paste(text),
    );
    // Of an interface it asks for no more than this.
    emitKeypressEvents(this.typed, { escapeCodeTimeout } as unknown as Interface);
    this.typed.on("keypress", (text: string | undefined, key: Key) => this.receive(text, key));
    // Stays to the end: raw mode can't be left either on a terminal that is gone.
    stdin.on("error", this.onEnd);
  }

  start(): void {
    if (this.on) return;
    this.on = true;
    this.stdin.setRawMode(true);
    this.write(this.probe.question() + bracketedPaste.on);
    this.stdin.on("data", this.onData);
    this.stdin.on("end", this.onEnd);
    this.stdin.resume();
  }

  /** Leaves the terminal as it was found. */
  stop(): void {
    if (!this.on) return;
    this.on = false;
    this.splitter.reset();
    this.stdin.pause();
    this.stdin.off("data", this.onData);
    this.stdin.off("end", this.onEnd);
    this.write(bracketedPaste.off);
    if (!this.stdin.destroyed) this.stdin.setRawMode(false);
  }

  private receive(text: string | undefined, key: Key): void {
    const rules = this.probe.answer(key.sequence ?? "");
    if (rules === "partly") return;
    if (rules) this.handler.joins(rules);
    else this.handler.key(text, key);
  }
}
