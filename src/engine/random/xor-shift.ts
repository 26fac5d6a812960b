import { standardHashBytes } from "../hashing/murmur3.js";

/** scala.util.hashing.MurmurHash3.arraySeed. */
const ARRAY_SEED = 0x3c074a61;

const DOUBLE_UNIT = 2 ** -53;

/** Spark's generator: a seed gives the same numbers as there. A task's seed is the query's plus its partition's number. */
export class XorShiftRandom {
  private state: bigint;
  private spareGaussian: number | undefined;

  constructor(seed: bigint) {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64BE(BigInt.asIntN(64, seed));
    const low = standardHashBytes(bytes, ARRAY_SEED);
    const high = standardHashBytes(bytes, low);
    this.state = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
  }

  /** The lowest `bits` of the next state, as a signed int. */
  private next(bits: number): number {
    let state = this.state;
    state ^= BigInt.asUintN(64, state << 21n);
    state ^= state >> 35n;
    state ^= BigInt.asUintN(64, state << 4n);
    this.state = state;
    return Number(BigInt.asIntN(32, BigInt.asUintN(bits, state)));
  }

  /** Any 32-bit int. */
  nextInt(): number {
    return this.next(32);
  }

  /** At least 0, less than 1. */
  nextDouble(): number {
    return (this.next(26) * 2 ** 27 + this.next(27)) * DOUBLE_UNIT;
  }

  /** Of the standard normal distribution, by java.util.Random's polar method. */
  nextGaussian(): number {
    const spare = this.spareGaussian;
    if (spare !== undefined) {
      this.spareGaussian = undefined;
      return spare;
    }
    for (;;) {
      const [a, b] = [2 * this.nextDouble() - 1, 2 * this.nextDouble() - 1];
      const square = a * a + b * b;
      if (square >= 1 || square === 0) continue;
      const multiplier = Math.sqrt((-2 * Math.log(square)) / square);
      this.spareGaussian = b * multiplier;
      return a * multiplier;
    }
  }
}
