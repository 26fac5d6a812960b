/** FNV-1a with a last mix, 32 bits. */
export function hashKey(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let hash = -2128831035;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 16777619);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const SMALLEST = 1024;
/** Beyond this share of full slots the table doubles. */
const FULLEST = 0.7;

/**
 * Where each key's record lies: an open-addressed table of 12 bytes a slot. It knows hashes and positions; whether a
 * record has the key that is looked for, the caller says. Positions are above 0.
 */
export class KeyIndex {
  private hashes = new Uint32Array(SMALLEST);
  /** 0 where the slot is free. */
  private positions = new Float64Array(SMALLEST);
  private mask = SMALLEST - 1;
  size = 0;

  get memoryUsed(): number {
    return this.hashes.byteLength + this.positions.byteLength;
  }

  /** The slot of the record of this hash that `matches`; -1 when there is none. */
  find(hash: number, matches: (position: number) => boolean): number {
    for (let slot = hash & this.mask; ; slot = (slot + 1) & this.mask) {
      const position = this.positions[slot]!;
      if (position === 0) return -1;
      if (this.hashes[slot] === hash && matches(position)) return slot;
    }
  }

  positionAt(slot: number): number {
    return this.positions[slot]!;
  }

  move(slot: number, position: number): void {
    this.positions[slot] = position;
  }

  add(hash: number, position: number): void {
    if (this.size + 1 > FULLEST * (this.mask + 1)) this.grow();
    this.place(hash, position);
    this.size++;
  }

  /** Frees a slot; what was pushed on past it moves back, so no marks are left behind. */
  remove(slot: number): void {
    let free = slot;
    for (let next = (slot + 1) & this.mask; this.positions[next] !== 0; next = (next + 1) & this.mask) {
      const home = this.hashes[next]! & this.mask;
      if (((next - home) & this.mask) < ((next - free) & this.mask)) continue;
      this.hashes[free] = this.hashes[next]!;
      this.positions[free] = this.positions[next]!;
      free = next;
    }
    this.positions[free] = 0;
    this.size--;
  }

  /** The positions of all records with this hash. */
  withHash(hash: number): number[] {
    const found: number[] = [];
    for (let slot = hash & this.mask; this.positions[slot] !== 0; slot = (slot + 1) & this.mask)
      if (this.hashes[slot] === hash) found.push(this.positions[slot]!);
    return found;
  }

  /** All positions, in the order of the log. */
  all(): Float64Array {
    return this.positions.filter(position => position !== 0).sort();
  }

  private grow(): void {
    const [hashes, positions] = [this.hashes, this.positions];
    this.mask = this.mask * 2 + 1;
    this.hashes = new Uint32Array(this.mask + 1);
    this.positions = new Float64Array(this.mask + 1);
    for (let slot = 0; slot < positions.length; slot++)
      if (positions[slot] !== 0) this.place(hashes[slot]!, positions[slot]!);
  }

  private place(hash: number, position: number): void {
    let slot = hash & this.mask;
    while (this.positions[slot] !== 0) slot = (slot + 1) & this.mask;
    this.hashes[slot] = hash;
    this.positions[slot] = position;
  }
}
