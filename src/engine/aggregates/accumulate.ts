import {
  ConstantVector,
  LongVector,
  NumberVector,
  nullsOf,
  SequenceVector,
  type Vector,
} from "../../types/vector/index.js";
import { type Accumulator, withRoom } from "./accumulator.js";

/** How many values are not NULL. */
export class Count implements Accumulator<number> {
  private counts = new Float64Array(16);

  add(column: Vector, groupOf: Int32Array, groups: number): void {
    this.counts = withRoom(this.counts, groups);
    const { counts } = this;
    const nulls = nullsOf(column);
    if (nulls === null && groups === 1) counts[0]! += groupOf.length;
    else for (let i = 0; i < groupOf.length; i++) if (!nulls?.[i]) counts[groupOf[i]!]!++;
  }

  stateOf(group: number): number {
    return this.counts[group] ?? 0;
  }
}

const WORD = 2n ** 32n;
/** As many words as a double adds up exactly, whatever they are. */
const EXACT_ADDITIONS = 2 ** 20;

/** Exact sums of integers: their words are added as doubles, and carried over before those lose a bit. NULL over nothing. */
export class WholeSum implements Accumulator<bigint | null> {
  private high = new Float64Array(16);
  private low = new Float64Array(16);
  private seen = new Uint8Array(16);
  private readonly carried: bigint[] = [];
  private additions = 0;

  add(given: Vector, groupOf: Int32Array, groups: number): void {
    const column = given instanceof ConstantVector ? repeated(given) : given;
    this.makeRoom(groups);
    if (column instanceof SequenceVector && groups === 1) this.carry(0, column.sum);
    else if (column instanceof LongVector || column instanceof NumberVector)
      for (let from = 0; from < groupOf.length; from += EXACT_ADDITIONS) {
        const to = Math.min(groupOf.length, from + EXACT_ADDITIONS);
        this.count(to - from);
        if (column instanceof LongVector) this.addWords(column, groupOf, from, to);
        else this.addNumbers(column, groupOf, from, to);
      }
    else
      for (let i = 0; i < groupOf.length; i++) {
        const value = column.get(i);
        if (value !== null) this.carry(groupOf[i]!, BigInt(value as number | bigint));
      }
  }

  stateOf(group: number): bigint | null {
    if (!this.seen[group]) return null;
    return (this.carried[group] ?? 0n) + BigInt(this.high[group]!) * WORD + BigInt(this.low[group]!);
  }

  private addNumbers({ values, nulls }: NumberVector, groupOf: Int32Array, from: number, to: number): void {
    const { low, seen } = this;
    for (let i = from; i < to; i++) {
      if (nulls?.[i]) continue;
      low[groupOf[i]!]! += values[i]!;
      seen[groupOf[i]!] = 1;
    }
  }

  private addWords({ words, nulls }: LongVector, groupOf: Int32Array, from: number, to: number): void {
    const { high, low, seen } = this;
    for (let i = from; i < to; i++) {
      if (nulls?.[i]) continue;
      const group = groupOf[i]!;
      low[group]! += words[2 * i]! >>> 0;
      high[group]! += words[2 * i + 1]!;
      seen[group] = 1;
    }
  }

  private carry(group: number, value: bigint): void {
    this.carried[group] = (this.carried[group] ?? 0n) + value;
    this.seen[group] = 1;
  }

  private count(additions: number): void {
    this.additions += additions;
    if (this.additions < EXACT_ADDITIONS) return;
    this.additions = additions;
    for (let group = 0; group < this.high.length; group++) {
      if (!this.seen[group]) continue;
      this.carried[group] = this.stateOf(group)!;
      this.high[group] = 0;
      this.low[group] = 0;
    }
  }

  private makeRoom(groups: number): void {
    this.high = withRoom(this.high, groups);
    this.low = withRoom(this.low, groups);
    this.seen = withRoom(this.seen, groups);
  }
}

/** Small constants, which are most, as numbers. */
function repeated(constant: ConstantVector): Vector {
  const { type, value, length } = constant;
  const number = Number(value);
  if (value === null || number !== (number | 0)) return constant;
  return new NumberVector(type, new Int32Array(length).fill(number), null);
}

/** Sums and counts of values as doubles, added in the order they come. */
export class DoubleSum {
  private sums = new Float64Array(16);
  private counts = new Float64Array(16);

  add(column: Vector, groupOf: Int32Array, groups: number): void {
    this.sums = withRoom(this.sums, groups);
    this.counts = withRoom(this.counts, groups);
    const { sums, counts } = this;
    const doubleAt = doublesOf(column);
    const nulls = nullsOf(column);
    for (let i = 0; i < groupOf.length; i++) {
      if (nulls?.[i]) continue;
      sums[groupOf[i]!]! += doubleAt(i);
      counts[groupOf[i]!]!++;
    }
  }

  sumOf(group: number): number {
    return this.sums[group] ?? 0;
  }

  countOf(group: number): number {
    return this.counts[group] ?? 0;
  }
}

function doublesOf(column: Vector): (row: number) => number {
  if (column instanceof NumberVector) {
    const { values } = column;
    return i => values[i]!;
  }
  if (column instanceof LongVector) {
    const { words } = column;
    // The high word's part is exact: one rounding, as Number(bigint) has it.
    return i => words[2 * i + 1]! * 4_294_967_296 + (words[2 * i]! >>> 0);
  }
  return i => Number(column.get(i));
}

/** The least or greatest of numbers and BIGINTs; NaN is above all. */
export class Extreme implements Accumulator<number | bigint | null> {
  private seen = new Uint8Array(16);
  private numbers = new Float64Array(16);
  private longs = new BigInt64Array(16);

  constructor(
    private readonly greatest: boolean,
    private readonly isLong: boolean,
  ) {}

  add(column: Vector, groupOf: Int32Array, groups: number): void {
    this.seen = withRoom(this.seen, groups);
    if (this.isLong) this.addLongs(column, groupOf, groups);
    else this.addNumbers(column, groupOf, groups);
  }

  stateOf(group: number): number | bigint | null {
    if (!this.seen[group]) return null;
    return this.isLong ? this.longs[group]! : this.numbers[group]!;
  }

  private addNumbers(column: Vector, groupOf: Int32Array, groups: number): void {
    this.numbers = withRoom(this.numbers, groups);
    const { seen, numbers, greatest } = this;
    const doubleAt = doublesOf(column);
    const nulls = nullsOf(column);
    for (let i = 0; i < groupOf.length; i++) {
      if (nulls?.[i]) continue;
      const group = groupOf[i]!;
      const value = doubleAt(i);
      const best = numbers[group]!;
      const isBetter = greatest
        ? value > best || (Number.isNaN(value) && !Number.isNaN(best))
        : value < best || (Number.isNaN(best) && !Number.isNaN(value));
      if (seen[group] && !isBetter) continue;
      numbers[group] = value;
      seen[group] = 1;
    }
  }

  private addLongs(column: Vector, groupOf: Int32Array, groups: number): void {
    this.longs = withRoom(this.longs, groups);
    const { seen, longs, greatest } = this;
    const values = column instanceof LongVector ? column.values : null;
    const nulls = nullsOf(column);
    for (let i = 0; i < groupOf.length; i++) {
      if (nulls?.[i]) continue;
      const group = groupOf[i]!;
      const value = values ? values[i]! : (column.get(i) as bigint);
      if (seen[group] && (greatest ? value <= longs[group]! : value >= longs[group]!)) continue;
      longs[group] = value;
      seen[group] = 1;
    }
  }
}
