const EMPTY = -1;

/** Numbers pairs of 32-bit words, from 0 in the order they come: a hash table without objects. */
export class WordIndex {
  private slots = new Int32Array(64).fill(EMPTY);
  private first = new Int32Array(32);
  private second = new Int32Array(32);
  size = 0;
  private reserved = EMPTY;

  /** The pair's number; where it has none, the next one, or -1 when it is only looked for. */
  numberOf(first: number, second: number, adds: boolean): number {
    let mask = this.slots.length - 1;
    let slot = hash(first, second) & mask;
    for (let found = this.slots[slot]!; found !== EMPTY; found = this.slots[slot]!) {
      if (this.first[found] === first && this.second[found] === second) return found;
      slot = (slot + 1) & mask;
    }
    if (!adds) return EMPTY;
    if (this.size * 2 >= mask) {
      this.enlarge();
      mask = this.slots.length - 1;
      slot = hash(first, second) & mask;
      while (this.slots[slot] !== EMPTY) slot = (slot + 1) & mask;
    }
    this.first[this.size] = first;
    this.second[this.size] = second;
    this.slots[slot] = this.size;
    return this.size++;
  }

  /** A number for what is none of these: NULL. */
  reserve(): number {
    if (this.size * 2 >= this.slots.length - 1) this.enlarge();
    this.reserved = this.size;
    return this.size++;
  }

  private enlarge(): void {
    this.first = twice(this.first);
    this.second = twice(this.second);
    this.slots = new Int32Array(this.slots.length * 2).fill(EMPTY);
    const mask = this.slots.length - 1;
    for (let n = 0; n < this.size; n++) {
      if (n === this.reserved) continue;
      let slot = hash(this.first[n]!, this.second[n]!) & mask;
      while (this.slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      this.slots[slot] = n;
    }
  }
}

/** An array of twice the length. */
export function twice(array: Int32Array) {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

function hash(first: number, second: number): number {
  let mixed = Math.imul(first ^ Math.imul(second, 0x85ebca6b), 0x9e3779b1);
  mixed ^= mixed >>> 15;
  return Math.imul(mixed, 0x2c1b3c6d) >>> 3;
}
