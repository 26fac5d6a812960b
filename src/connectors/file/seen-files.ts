import { basename } from "node:path";

/** Which files a stream has read, as far back as files are read at all (Spark's `SeenFilesMap`). */
export class SeenFiles {
  private readonly times = new Map<string, number>();
  private newest = 0;
  private oldest = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly maxAgeMs: number | null,
    private readonly nameOnly: boolean,
  ) {}

  isNew(url: string, modifiedAt: number): boolean {
    return modifiedAt >= this.oldest && !this.times.has(this.keyOf(url));
  }

  add(url: string, modifiedAt: number): void {
    this.times.set(this.keyOf(url), modifiedAt);
    this.newest = Math.max(this.newest, modifiedAt);
  }

  /** Forgets what is too old to be read again. */
  purge(): void {
    if (this.maxAgeMs === null) return;
    this.oldest = this.newest - this.maxAgeMs;
    for (const [key, time] of this.times) if (time < this.oldest) this.times.delete(key);
  }

  private keyOf(url: string): string {
    return this.nameOnly ? basename(url) : url;
  }
}
