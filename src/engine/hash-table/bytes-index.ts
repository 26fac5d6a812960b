import { twice } from "./word-index.js";

const EMPTY = -1;

/** Numbers byte strings, from 0 in the order they come: a hash table that keeps them one behind the other. */
export class BytesIndex {
  private slots = new Int32Array(64).fill(EMPTY);
  private hashes = new Int32Array(32);
  /** Where each one's bytes end; they begin where the one before ends. */
  private ends = new Int32Array(32);
  private bytes = Buffer.alloc(1024);
  size = 0;
  private reserved = EMPTY;

  /** The number of the bytes from `start` to `end`; where they have none, the next one, or -1 when they are only looked for. */
  numberOf(data: Uint8Array, start: number, end: number, adds: boolean): number {
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ data[at]!, 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 3;
    let mask = this.slots.length - 1;
    let slot = hash & mask;
    for (let found = this.slots[slot]!; found !== EMPTY; found = this.slots[slot]!) {
      if (this.hashes[found] === hash && this.isAt(found, data, start, end)) return found;
      slot = (slot + 1) & mask;
    }
    if (!adds) return EMPTY;
    if (this.size * 2 >= mask) {
      this.enlarge();
      mask = this.slots.length - 1;
      slot = hash & mask;
      while (this.slots[slot] !== EMPTY) slot = (slot + 1) & mask;
    }
    this.append(data, start, end);
    this.hashes[this.size] = hash;
    this.slots[slot] = this.size;
    return this.size++;
  }

  private startOf(n: number): number {
    return n === 0 ? 0 : this.ends[n - 1]!;
  }

  private isAt(n: number, data: Uint8Array, start: number, end: number): boolean {
    const { bytes } = this;
    let own = this.startOf(n);
    if (this.ends[n]! - own !== end - start) return false;
    for (let at = start; at < end; at++) if (bytes[own++] !== data[at]) return false;
    return true;
  }

  private append(data: Uint8Array, start: number, end: number): void {
    const from = this.startOf(this.size);
    const to = from + end - start;
    if (to > this.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(to, this.bytes.length * 2));
      larger.set(this.bytes.subarray(0, from));
      this.bytes = larger;
    }
    this.bytes.set(data.subarray(start, end), from);
    this.ends[this.size] = to;
  }

  /** A number for what is none of these: NULL. */
  reserve(): number {
    if (this.size * 2 >= this.slots.length - 1) this.enlarge();
    this.ends[this.size] = this.startOf(this.size);
    this.reserved = this.size;
    return this.size++;
  }

  private enlarge(): void {
    this.hashes = twice(this.hashes);
    this.ends = twice(this.ends);
    this.slots = new Int32Array(this.slots.length * 2).fill(EMPTY);
    const mask = this.slots.length - 1;
    for (let n = 0; n < this.size; n++) {
      if (n === this.reserved) continue;
      let slot = this.hashes[n]! & mask;
      while (this.slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      this.slots[slot] = n;
    }
  }
}
