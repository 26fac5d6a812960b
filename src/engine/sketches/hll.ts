import { HASH_BITS } from "./item-hash.js";
import { newFrame, openFrame } from "./sketch-frame.js";

/**
 * A HyperLogLog sketch of 2^lgK registers: the hashes themselves while they take no more room than the registers would,
 * then the registers, each the most leading zeros (and one) seen of the hashes that fell to it.
 */
export interface Hll {
  readonly lgK: number;
  hashes: Set<number>;
  registers: Uint8Array | null;
}

export const newHll = (lgK: number): Hll => ({ lgK, hashes: new Set(), registers: null });

export function addToHll(sketch: Hll, hash: number): void {
  if (sketch.registers) {
    raise(sketch.registers, sketch.lgK, hash);
    return;
  }
  sketch.hashes.add(hash);
  if (sketch.hashes.size * 8 <= 2 ** sketch.lgK) return;
  sketch.registers = new Uint8Array(2 ** sketch.lgK);
  for (const each of sketch.hashes) raise(sketch.registers, sketch.lgK, each);
  sketch.hashes = new Set();
}

/** The first lgK bits choose the register, the others' leading zeros are its rank. */
function raise(registers: Uint8Array, lgK: number, hash: number): void {
  const range = 2 ** (HASH_BITS - lgK);
  const index = Math.floor(hash / range);
  const rank = HASH_BITS - lgK - bitLength(hash - index * range) + 1;
  if (rank > registers[index]!) registers[index] = rank;
}

function bitLength(value: number): number {
  const high = Math.floor(value / 2 ** 32);
  return high > 0 ? 64 - Math.clz32(high) : 32 - Math.clz32(value >>> 0);
}

/** The union of two sketches, with as few registers as the smaller has. */
export function uniteHlls(a: Hll, b: Hll): Hll {
  const [small, large] = a.lgK <= b.lgK ? [a, b] : [b, a];
  const united: Hll = {
    ...small,
    hashes: new Set(small.hashes),
    registers: small.registers?.slice() ?? null,
  };
  if (large.registers) {
    united.registers ??= new Uint8Array(2 ** small.lgK);
    for (const hash of united.hashes) raise(united.registers, united.lgK, hash);
    united.hashes = new Set();
    fold(large.registers, large.lgK - small.lgK, united.registers);
  }
  for (const hash of large.hashes) addToHll(united, hash);
  return united;
}

/** The bits that no longer choose the register come before those that were counted. */
function fold(from: Uint8Array, bits: number, into: Uint8Array): void {
  for (const [index, rank] of from.entries()) {
    if (rank === 0) continue;
    const rest = index & (2 ** bits - 1);
    const folded = rest > 0 ? bits - bitLength(rest) + 1 : bits + rank;
    const target = index >>> bits;
    if (folded > into[target]!) into[target] = folded;
  }
}

/** How many different values there were: exact while hashes are kept, then by Ertl's estimator (arXiv 1702.01284, alg. 6). */
export function estimateHll({ lgK, hashes, registers }: Hll): number {
  if (!registers) return hashes.size;
  const m = registers.length;
  const most = HASH_BITS - lgK;
  const counts = new Float64Array(most + 2);
  for (const rank of registers) counts[rank]!++;
  let z = m * tau(1 - counts[most + 1]! / m);
  for (let rank = most; rank >= 1; rank--) z = (z + counts[rank]!) / 2;
  z += m * sigma(counts[0]! / m);
  return Math.round((m * m) / (2 * Math.LN2 * z));
}

function sigma(share: number): number {
  if (share === 1) return Number.POSITIVE_INFINITY;
  let [x, y, z, before] = [share, 1, share, Number.NaN];
  while (z !== before) {
    x *= x;
    before = z;
    z += x * y;
    y += y;
  }
  return z;
}

function tau(share: number): number {
  if (share === 0 || share === 1) return 0;
  let [x, y, z, before] = [share, 1, 1 - share, Number.NaN];
  while (z !== before) {
    x = Math.sqrt(x);
    before = z;
    y /= 2;
    z -= (1 - x) ** 2 * y;
  }
  return z / 3;
}

/** lgK, whether registers follow, then those or the hashes. */
export function packHll({ lgK, hashes, registers }: Hll): Uint8Array {
  const { bytes, body } = newFrame("hll", 2 + (registers?.length ?? hashes.size * 8));
  body.setUint8(0, lgK);
  body.setUint8(1, registers ? 1 : 0);
  if (registers) bytes.set(registers, bytes.length - registers.length);
  for (const [i, hash] of Float64Array.from(hashes).sort().entries()) body.setFloat64(2 + i * 8, hash);
  return bytes;
}

/** Undefined where the bytes are no sketch. */
export function unpackHll(bytes: Uint8Array): Hll | undefined {
  const body = openFrame("hll", bytes, 2);
  if (!body) return undefined;
  const [lgK, form, length] = [body.getUint8(0), body.getUint8(1), body.byteLength - 2];
  if (lgK < 4 || lgK > 21 || form > 1) return undefined;
  if (form === 1) {
    const registers = Uint8Array.from(bytes.subarray(bytes.length - length));
    const valid = length === 2 ** lgK && registers.every(rank => rank <= HASH_BITS - lgK + 1);
    return valid ? { lgK, hashes: new Set(), registers } : undefined;
  }
  if (length % 8 !== 0 || length > 2 ** lgK) return undefined;
  const hashes = new Set<number>();
  for (let at = 2; at < body.byteLength; at += 8) {
    const hash = body.getFloat64(at);
    if (!(Number.isInteger(hash) && hash >= 0 && hash < 2 ** HASH_BITS)) return undefined;
    hashes.add(hash);
  }
  return { lgK, hashes, registers: null };
}
