/** The format's own limits: a match starts 12 bytes before the end at the latest, the last 5 bytes are literals. */
const LAST_MATCH = 12;
const LAST_LITERALS = 5;
const LEAST_MATCH = 4;
const HASH_BITS = 14;

/**
 * Packs one block of at most 64 KiB for itself, as Java's reader wants it (lz4js lets blocks refer to those before them).
 * Undefined when that makes it no smaller. https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md
 */
export function compressBlock(block: Uint8Array): Uint8Array | undefined {
  const source = Buffer.from(block.buffer, block.byteOffset, block.length);
  const packed = Buffer.allocUnsafe(block.length);
  const seen = new Int32Array(1 << HASH_BITS).fill(-1);
  let end = 0;
  let anchor = 0;
  const length = (rest: number) => {
    for (; rest >= 255; rest -= 255) packed[end++] = 255;
    packed[end++] = rest;
  };
  /** The literals since the anchor, and the match behind them; false when there is no room. */
  const sequence = (upTo: number, match: number, offset: number): boolean => {
    const literals = upTo - anchor;
    if (end + literals + literals / 255 + match / 255 + 8 > packed.length) return false;
    packed[end++] = (Math.min(literals, 15) << 4) | Math.min(match, 15);
    if (literals >= 15) length(literals - 15);
    source.copy(packed, end, anchor, upTo);
    end += literals;
    if (offset === 0) return true;
    packed[end++] = offset & 255;
    packed[end++] = offset >>> 8;
    if (match >= 15) length(match - 15);
    return true;
  };
  for (let at = 0; at < source.length - LAST_MATCH; ) {
    const four = source.readInt32LE(at);
    const hash = Math.imul(four, 0x9e3779b1) >>> (32 - HASH_BITS);
    const before = seen[hash]!;
    seen[hash] = at;
    if (before < 0 || source.readInt32LE(before) !== four) {
      at++;
      continue;
    }
    let match = LEAST_MATCH;
    while (at + match < source.length - LAST_LITERALS && source[at + match] === source[before + match])
      match++;
    if (!sequence(at, match - LEAST_MATCH, at - before)) return undefined;
    at += match;
    anchor = at;
  }
  return sequence(source.length, 0, 0) ? packed.subarray(0, end) : undefined;
}
