import { XorShiftRandom } from "../random/xor-shift.js";
import { invalidParameter } from "./argument-errors.js";
import { type Kernel, loose } from "./kernel.js";

type Seed = number | bigint | null;

/** A generator of the call's own, seeded at its first row; no seed is 0. */
function drawing<Args extends unknown[], Result>(draw: (random: XorShiftRandom, ...args: Args) => Result) {
  return () => {
    let random: XorShiftRandom | undefined;
    return (seed: Seed, ...args: Args) => {
      random ??= new XorShiftRandom(BigInt(seed ?? 0));
      return draw(random, ...args);
    };
  };
}

const CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

function randomText(random: XorShiftRandom, length: number): string {
  return Array.from({ length }, () => CHARACTERS[Math.abs(random.nextInt() % CHARACTERS.length)]).join("");
}

/** A UUID of version 4 of two random longs. */
function uuid(random: XorShiftRandom): string {
  const bytes = Buffer.alloc(16);
  for (let i = 0; i < 16; i += 4) bytes.writeInt32BE(random.nextInt(), i);
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export const random: Readonly<Record<string, Kernel>> = {
  rand: loose(drawing(generator => generator.nextDouble())),
  randn: loose(drawing(generator => generator.nextGaussian())),
  uuid: loose(drawing(uuid)),
  uniform: loose(() => {
    const next = drawing(generator => generator.nextDouble())();
    return (low: number | null, high: number | null, seed: Seed) =>
      low === null || high === null ? null : low + (high - low) * next(seed);
  }),
  randstr: loose(() => {
    const next = drawing(randomText)();
    return (length: number | null, seed: Seed) => {
      if (length !== null && length < 0)
        throw invalidParameter(
          "LENGTH",
          "`length`",
          "`randstr`",
          `Expects \`length\` greater than or equal to 0, but got ${length}.`,
        );
      return length === null ? null : next(seed, length);
    };
  }),
};
