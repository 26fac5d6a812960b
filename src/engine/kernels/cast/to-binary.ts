import type { TypeKind } from "../../../types/index.js";
import type { CastMaker } from "./cast-mode.js";

const bytesOf: { readonly [K in TypeKind]?: number } = { byte: 1, short: 2, integer: 4, long: 8 };

/** Casts to BINARY: text as UTF-8, whole numbers from their highest byte. */
export const toBinary: CastMaker = from => {
  if (from.kind === "string") return (text: string) => Buffer.from(text);
  if (from.kind === "binary") return (bytes: Uint8Array) => bytes;
  return (value: number | bigint) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64BE(BigInt(value));
    return bytes.subarray(8 - bytesOf[from.kind]!);
  };
};
