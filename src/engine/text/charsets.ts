interface Charset {
  encode(text: string): Uint8Array | undefined;
  decode(bytes: Uint8Array): string | undefined;
}

/** The charsets that `encode` and `decode` take, by their lower-case names; undefined where a character or a byte does not fit. */
export const charsets: Readonly<Record<string, Charset>> = {
  "iso-8859-1": singleByte(0xff),
  "us-ascii": singleByte(0x7f),
  "utf-16": {
    // Java writes a byte order mark and reads either order, big-endian where there is no mark.
    encode: text => Buffer.concat([Uint8Array.of(0xfe, 0xff), bigEndian(text)]),
    decode: bytes =>
      bytes[0] === 0xff && bytes[1] === 0xfe
        ? strictly("utf-16le", bytes.subarray(2))
        : strictly("utf-16be", bytes[0] === 0xfe && bytes[1] === 0xff ? bytes.subarray(2) : bytes),
  },
  "utf-16be": { encode: bigEndian, decode: bytes => strictly("utf-16be", bytes) },
  "utf-16le": { encode: text => Buffer.from(text, "utf16le"), decode: bytes => strictly("utf-16le", bytes) },
  "utf-32": { encode: utf32, decode: fromUtf32 },
  "utf-8": { encode: text => Buffer.from(text, "utf8"), decode: bytes => strictly("utf-8", bytes) },
};

function singleByte(greatest: number): Charset {
  return {
    encode: text =>
      Array.from(text).every(each => each.codePointAt(0)! <= greatest)
        ? Buffer.from(text, "latin1")
        : undefined,
    decode: bytes =>
      bytes.every(byte => byte <= greatest) ? Buffer.from(bytes).toString("latin1") : undefined,
  };
}

function bigEndian(text: string): Buffer {
  return Buffer.from(text, "utf16le").swap16();
}

function utf32(text: string): Buffer {
  const codePoints = Array.from(text, each => each.codePointAt(0)!);
  const bytes = Buffer.alloc(codePoints.length * 4);
  for (const [i, codePoint] of codePoints.entries()) bytes.writeUInt32BE(codePoint, i * 4);
  return bytes;
}

function fromUtf32(bytes: Uint8Array): string | undefined {
  if (bytes.length % 4 !== 0) return undefined;
  const view = Buffer.from(bytes);
  const codePoints = Array.from({ length: bytes.length / 4 }, (_, i) => view.readUInt32BE(i * 4));
  if (codePoints.some(each => each > 0x10ffff)) return undefined;
  return String.fromCodePoint(...(codePoints[0] === 0xfeff ? codePoints.slice(1) : codePoints));
}

function strictly(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export function isValidUtf8(bytes: Uint8Array): boolean {
  return strictly("utf-8", bytes) !== undefined;
}
