import { emitKeypressEvents, type Interface, type Key } from "node:readline";
import type { JoinRules } from "../../pane/grapheme-cells.js";
import { JoinProbe } from "./join-probe.js";

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
  private pasted: string[] | undefined;
  private on = false;
  private readonly probe = new JoinProbe();
  private readonly onKeypress = (text: string | undefined, key: Key) => this.receive(text, key);
  private readonly onEnd = () => this.handler.ended();

  constructor(
    private readonly stdin: NodeJS.ReadStream,
    private readonly write: (text: string) => void,
    private readonly handler: KeyHandler,
  ) {
    // Stays to the end: raw mode can't be left either on a terminal that is gone.
    stdin.on("error", this.onEnd);
  }

  start(): void {
    if (this.on) return;
    this.on = true;
    // Of an interface it asks for no more than this.
    emitKeypressEvents(this.stdin, { escapeCodeTimeout } as unknown as Interface);
    this.stdin.setRawMode(true);
    this.write(this.probe.question() + bracketedPaste.on);
    this.stdin.on("keypress", this.onKeypress);
    this.stdin.on("end", this.onEnd);
    this.stdin.resume();
  }

  /** Leaves the terminal as it was found. */
  stop(): void {
    if (!this.on) return;
    this.on = false;
    this.pasted = undefined;
    this.stdin.pause();
    this.stdin.off("keypress", this.onKeypress);
    this.stdin.off("end", this.onEnd);
    this.write(bracketedPaste.off);
    if (!this.stdin.destroyed) this.stdin.setRawMode(false);
  }

  private receive(text: string | undefined, key: Key): void {
    const rules = this.probe.answer(key.sequence ?? "");
    if (rules === "partly") return;
    if (rules) this.handler.joins(rules);
    else if (key.name === "paste-start") this.pasted = [];
    else if (key.name === "paste-end") {
      const block = cleaned((this.pasted ?? []).join(""));
      this.pasted = undefined;
      this.handler.paste(block);
    } else if (this.pasted) this.pasted.push(key.sequence ?? text ?? "");
    else this.handler.key(text, key);
  }
}

function cleaned(text: string): string {
  return text.replace(/\r\n?|\u2028|\u2029/g, "\n").replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, "");
}
