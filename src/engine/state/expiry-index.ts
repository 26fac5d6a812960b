/** Keys that expire within the same 2^20 µs (about a second) share a bucket. */
const BUCKET_MICROS = 2 ** 20;

/** Which keys expire when: their hashes, by time. It may know keys that are gone or moved to a later time since. */
export class ExpiryIndex {
  private buckets = new Map<number, number[]>();
  private earliest = Number.POSITIVE_INFINITY;

  /** @param expiry microseconds since 1970 */
  add(hash: number, expiry: number): void {
    const bucket = Math.floor(expiry / BUCKET_MICROS);
    const hashes = this.buckets.get(bucket);
    if (hashes) hashes.push(hash);
    else this.buckets.set(bucket, [hash]);
    this.earliest = Math.min(this.earliest, bucket);
  }

  /** The hashes in the first bucket; it goes when `keep` finds none that is still to expire in it. */
  first<T>(keep: (hashes: readonly number[]) => T | undefined): T | undefined {
    while (this.buckets.size > 0) {
      const found = keep(this.buckets.get(this.earliest)!);
      if (found !== undefined) return found;
      this.drop([this.earliest]);
    }
    return undefined;
  }

  /** Takes out the hashes of keys that may expire at or before `time`; those that do not must be added again. */
  take(time: number): number[] {
    const last = Math.floor(time / BUCKET_MICROS);
    if (this.earliest > last) return [];
    const due = [...this.buckets.keys()].filter(bucket => bucket <= last).sort((a, b) => a - b);
    const hashes = due.flatMap(bucket => this.buckets.get(bucket)!);
    this.drop(due);
    return hashes;
  }

  private drop(buckets: readonly number[]): void {
    for (const bucket of buckets) this.buckets.delete(bucket);
    this.earliest = Number.POSITIVE_INFINITY;
    for (const bucket of this.buckets.keys()) this.earliest = Math.min(this.earliest, bucket);
  }
}
