import { EventEmitter } from "node:events";

const autowrap = { off: "\x1b[?7l", on: "\x1b[?7h" };

/**
 * The terminal as Ink sees it. What Ink writes in one go (erase, print, draw again) reaches the terminal in one
 * write, so that no half-drawn frame is ever seen. Lines do not wrap while Ink draws: terminals disagree on the
 * width of some emoji, and a wrapped line would leave every frame after it one line too low.
 */
export class TtyOutput extends EventEmitter {
  readonly isTTY = true;
  /** Ink clears terminal and scrollback when its frame is as high as the terminal. Ours never is (`layoutScreen`), except for a moment while resizing. */
  readonly rows = Number.MAX_SAFE_INTEGER;
  /** Set for each frame to what it needs: Ink's drawing costs by the cell, blank ones too. */
  columns = 80;
  /** While true, what is written is dropped: Ink takes its leave of a frame that is already erased. */
  muted = false;
  private pending = "";

  constructor(
    private readonly terminal: NodeJS.WriteStream,
    /** The stream's own write, from before it was captured. */
    private readonly writeToTerminal: (text: string) => void,
  ) {
    super();
  }

  get terminalColumns(): number {
    return this.terminal.columns || 80;
  }

  get terminalRows(): number {
    return this.terminal.rows || 24;
  }

  write(text: string): boolean {
    if (this.muted) return true;
    if (this.pending === "") queueMicrotask(() => this.flush());
    this.pending += text;
    return true;
  }

  /** Text that scrolls away above the live area: it wraps as any text. */
  static printed(text: string): string {
    return autowrap.on + text + autowrap.off;
  }

  flush(): void {
    if (this.pending === "") return;
    this.writeToTerminal(autowrap.off + this.pending + autowrap.on);
    this.pending = "";
  }
}
