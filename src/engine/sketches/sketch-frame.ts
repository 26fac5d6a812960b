/** The first byte of every sketch of this engine; the second one says which sketch it is. */
const MAGIC = 0x5b;

export type SketchKind = "hll" | "theta" | "kll_bigint" | "kll_float" | "kll_double";

const KINDS: readonly SketchKind[] = ["hll", "theta", "kll_bigint", "kll_float", "kll_double"];

/** A sketch's bytes with their head; the body is left to be written. The form is this engine's own, not DataSketches'. */
export function newFrame(kind: SketchKind, bodyLength: number): { bytes: Buffer; body: DataView } {
  const bytes = Buffer.alloc(2 + bodyLength);
  bytes[0] = MAGIC;
  bytes[1] = KINDS.indexOf(kind);
  return { bytes, body: bodyOf(bytes) };
}

/** The body of a sketch's bytes; undefined where they are no such sketch or are shorter than `atLeast`. */
export function openFrame(kind: SketchKind, bytes: Uint8Array, atLeast: number): DataView | undefined {
  if (bytes.length < 2 + atLeast || bytes[0] !== MAGIC || bytes[1] !== KINDS.indexOf(kind)) return undefined;
  return bodyOf(bytes);
}

const bodyOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset + 2, bytes.length - 2);
