/** Milliseconds between two frames: 60 a second. */
const frameTime = 16;
/** What is not typed may take at most a quarter of the time for its drawing. */
const costShare = 4;

/**
 * Calls `draw` soon after it was asked for, but no oftener than the eye or the machine can follow. A key is drawn
 * at once, unless one was a frame ago; queries, at whatever rate they report, wait longer when drawing is slow.
 */
export class DrawPace {
  private lastEnd = Number.NEGATIVE_INFINITY;
  private lastTyped = Number.NEGATIVE_INFINITY;
  private lastCost = 0;
  private timer: NodeJS.Timeout | undefined;
  private due = Number.POSITIVE_INFINITY;
  private stopped = false;

  constructor(private readonly draw: () => void) {}

  request(typed: boolean): void {
    if (this.stopped) return;
    const now = performance.now();
    const due = typed
      ? Math.max(now, this.lastTyped + frameTime)
      : Math.max(now, this.lastEnd + Math.max(frameTime, costShare * this.lastCost));
    if (due >= this.due) return;
    if (typed) this.lastTyped = due;
    this.cancel();
    this.due = due;
    // What arrives together with the first key or batch is drawn with it.
    if (due <= now) queueMicrotask(() => this.due === due && this.now());
    else this.timer = setTimeout(() => this.now(), due - now);
  }

  /** Draws without waiting. */
  now(): void {
    if (this.stopped) return;
    this.cancel();
    const start = performance.now();
    this.draw();
    this.lastEnd = performance.now();
    this.lastCost = this.lastEnd - start;
  }

  stop(): void {
    this.cancel();
    this.stopped = true;
  }

  private cancel(): void {
    clearTimeout(this.timer);
    this.due = Number.POSITIVE_INFINITY;
  }
}
