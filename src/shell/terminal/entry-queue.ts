/** What was entered and has not run yet: one runs at a time, in the order they were entered. */
export class EntryQueue<T> {
  private readonly waiting: T[] = [];
  private current: { readonly entry: T; readonly since: number } | undefined;

  constructor(
    private readonly run: (entry: T) => Promise<unknown>,
    private readonly changed: () => void,
  ) {}

  get length(): number {
    return this.waiting.length;
  }

  /** The running entry and when it began, by `performance.now()`. */
  get running(): { readonly entry: T; readonly since: number } | undefined {
    return this.current;
  }

  push(entry: T): void {
    this.waiting.push(entry);
    if (!this.current) void this.drain();
  }

  clear(): void {
    this.waiting.length = 0;
  }

  private async drain(): Promise<void> {
    for (let entry = this.waiting.shift(); entry !== undefined; entry = this.waiting.shift()) {
      this.current = { entry, since: performance.now() };
      await this.run(entry);
      this.current = undefined;
      this.changed();
    }
  }
}
