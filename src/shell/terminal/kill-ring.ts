const kept = 32;

/** What was killed, to be put back: kills in a row make one, and an older one can take the newest's place. */
export class KillRing {
  private readonly ring: string[] = [];
  private at = 0;

  /** @param after whether it stood after what the kill before it took, which it then goes with */
  kill(text: string, joins: "before" | "after" | undefined): void {
    if (text === "") return;
    const last = joins && this.ring.pop();
    this.ring.push(joins === "before" ? text + (last ?? "") : (last ?? "") + text);
    if (this.ring.length > kept) this.ring.shift();
    this.at = this.ring.length - 1;
  }

  get current(): string {
    return this.ring[this.at] ?? "";
  }

  /** The one before the current, the newest again after the oldest. */
  rotate(): string {
    this.at = (this.at + this.ring.length - 1) % Math.max(1, this.ring.length);
    return this.current;
  }
}
