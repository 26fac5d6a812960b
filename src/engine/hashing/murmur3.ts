/** The steps of Murmur3 (x86, 32 bit) over numbers, as Spark's `Murmur3_x86_32`: hashes are signed. */
export function hashInt(value: number, seed: number): number {
  return finish(mixHash(seed, mixBlock(value)), 4);
}

export function hashLong(value: bigint, seed: number): number {
  const low = Number(BigInt.asIntN(32, value));
  const high = Number(BigInt.asIntN(32, value >> 32n));
  return finish(mixHash(mixHash(seed, mixBlock(low)), mixBlock(high)), 8);
}

/** Spark's own: each byte behind the last whole word is mixed like a word, with its sign. */
export function hashBytes(bytes: Uint8Array, seed: number): number {
  const aligned = bytes.length - (bytes.length % 4);
  let hash = seed;
  for (let i = 0; i < aligned; i += 4) hash = mixHash(hash, mixBlock(word(bytes, i)));
  for (let i = aligned; i < bytes.length; i++) hash = mixHash(hash, mixBlock((bytes[i]! << 24) >> 24));
  return finish(hash, bytes.length);
}

/** Murmur3 as everyone else has it: the bytes behind the last whole word make one. */
export function standardHashBytes(bytes: Uint8Array, seed: number): number {
  const aligned = bytes.length - (bytes.length % 4);
  let hash = seed;
  for (let i = 0; i < aligned; i += 4) hash = mixHash(hash, mixBlock(word(bytes, i)));
  let tail = 0;
  for (let i = bytes.length - 1; i >= aligned; i--) tail = (tail << 8) | bytes[i]!;
  if (aligned < bytes.length) hash ^= mixBlock(tail);
  return finish(hash, bytes.length);
}

function word(bytes: Uint8Array, i: number): number {
  return bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
}

function mixBlock(block: number): number {
  const k = Math.imul(block, 0xcc9e2d51);
  return Math.imul((k << 15) | (k >>> 17), 0x1b873593);
}

function mixHash(hash: number, block: number): number {
  const h = hash ^ block;
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(hash: number, length: number): number {
  let h = hash ^ length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
