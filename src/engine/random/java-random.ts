const MULTIPLIER = 0x5deece66dn;
const MASK = (1n << 48n) - 1n;

/** java.util.Random: the same numbers for the same seed. */
export class JavaRandom {
  private constructor(
    /** Where it stands: `at(state)` goes on from here. */
    public state: bigint,
  ) {}

  static seeded(seed: bigint): JavaRandom {
    return new JavaRandom((seed ^ MULTIPLIER) & MASK);
  }

  static at(state: bigint): JavaRandom {
    return new JavaRandom(state);
  }

  private next(bits: number): number {
    this.state = (this.state * MULTIPLIER + 0xbn) & MASK;
    return Number(BigInt.asIntN(32, this.state >> BigInt(48 - bits)));
  }

  /** From 0 to `bound`, excluded; a bound that is no power of two. */
  nextInt(bound: number): number {
    for (;;) {
      const drawn = this.next(31);
      const rest = drawn % bound;
      // The last, incomplete run of numbers would favour the small ones.
      if (drawn - rest + (bound - 1) <= 2_147_483_647) return rest;
    }
  }

  /** At least 0, less than 1. */
  nextDouble(): number {
    return (this.next(26) * 2 ** 27 + this.next(27)) * 2 ** -53;
  }
}
