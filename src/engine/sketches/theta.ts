import { HASH_BITS } from "./item-hash.js";
import { newFrame, openFrame } from "./sketch-frame.js";

/** All hashes lie below this: nothing was left out. */
const ALL = 2 ** HASH_BITS;

/**
 * A theta sketch: the hashes of different values that lie below `theta`, of about 2^lgK nominal entries.
 * The share of the range of hashes that lies below `theta` is the share of the values that was kept.
 */
export interface Theta {
  readonly lgK: number;
  theta: number;
  hashes: Set<number>;
}

export const newTheta = (lgK: number): Theta => ({ lgK, theta: ALL, hashes: new Set() });

/** Takes a hash in. Trims only when there are twice the nominal entries, so sorting costs little for each. */
export function addToTheta(sketch: Theta, hash: number): void {
  if (hash >= sketch.theta) return;
  sketch.hashes.add(hash);
  if (sketch.hashes.size >= 2 ** (sketch.lgK + 1)) trim(sketch);
}

/** Keeps the k least hashes; the next one is the new theta. */
function trim(sketch: Theta): Theta {
  const k = 2 ** sketch.lgK;
  if (sketch.hashes.size <= k) return sketch;
  const sorted = Float64Array.from(sketch.hashes).sort();
  sketch.theta = sorted[k]!;
  sketch.hashes = new Set(sorted.subarray(0, k));
  return sketch;
}

/** Makes of two sketches one in the first. */
export function uniteThetas(into: Theta, other: Theta): Theta {
  into.theta = Math.min(into.theta, other.theta);
  into.hashes = below(into.theta, into.hashes, () => true);
  for (const hash of other.hashes) addToTheta(into, hash);
  return into;
}

/** What both have. */
export function intersectThetas(a: Theta, b: Theta): Theta {
  const theta = Math.min(a.theta, b.theta);
  return { lgK: Math.max(a.lgK, b.lgK), theta, hashes: below(theta, a.hashes, hash => b.hashes.has(hash)) };
}

/** What the first has and the second has not. */
export function subtractThetas(a: Theta, b: Theta): Theta {
  const theta = Math.min(a.theta, b.theta);
  return { lgK: a.lgK, theta, hashes: below(theta, a.hashes, hash => !b.hashes.has(hash)) };
}

const below = (theta: number, hashes: Set<number>, keep: (hash: number) => boolean): Set<number> =>
  new Set([...hashes].filter(hash => hash < theta && keep(hash)));

/** How many different values there were. Exact as long as none was left out. */
export const estimateTheta = (sketch: Theta): number => Math.round(sketch.hashes.size / (sketch.theta / ALL));

/** lgK, theta and the hashes, least first. */
export function packTheta(sketch: Theta): Uint8Array {
  const { lgK, theta, hashes } = trim(sketch);
  const { bytes, body } = newFrame("theta", 9 + hashes.size * 8);
  body.setUint8(0, lgK);
  body.setFloat64(1, theta);
  for (const [i, hash] of Float64Array.from(hashes).sort().entries()) body.setFloat64(9 + i * 8, hash);
  return bytes;
}

/** Undefined where the bytes are no sketch. */
export function unpackTheta(bytes: Uint8Array): Theta | undefined {
  const body = openFrame("theta", bytes, 9);
  if (!body || (body.byteLength - 9) % 8 !== 0) return undefined;
  const [lgK, theta] = [body.getUint8(0), body.getFloat64(1)];
  if (lgK < 4 || lgK > 26 || !(theta > 0 && theta <= ALL)) return undefined;
  const hashes = new Set<number>();
  for (let at = 9; at < body.byteLength; at += 8) {
    const hash = body.getFloat64(at);
    if (!(Number.isInteger(hash) && hash >= 0 && hash < theta)) return undefined;
    hashes.add(hash);
  }
  return { lgK, theta, hashes };
}
