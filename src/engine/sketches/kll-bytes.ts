import type { Kll, KllItem, KllType } from "./kll.js";
import { newFrame, openFrame } from "./sketch-frame.js";

const HEAD = 16;

/** k, the coin, n and how many levels; then the least and the greatest item, and each level's length and items. */
export function packKll(type: KllType, { k, n, least, greatest, levels, seed }: Kll): Uint8Array {
  const items = n === 0 ? [] : [least!, greatest!];
  const length = HEAD + items.length * 8 + levels.reduce((sum, level) => sum + 4 + level.length * 8, 0);
  const { bytes, body } = newFrame(`kll_${type}`, length);
  body.setUint16(0, k);
  body.setUint8(2, levels.length);
  body.setInt32(4, seed);
  body.setFloat64(8, n);
  let at = HEAD;
  const write = (item: KllItem) => {
    if (typeof item === "bigint") body.setBigInt64(at, item);
    else body.setFloat64(at, item);
    at += 8;
  };
  items.forEach(write);
  for (const level of levels) {
    body.setUint32(at, level.length);
    at += 4;
    level.forEach(write);
  }
  return bytes;
}

/** Undefined where the bytes are no sketch of this type. */
export function unpackKll(type: KllType, bytes: Uint8Array): Kll | undefined {
  const body = openFrame(`kll_${type}`, bytes, HEAD);
  if (!body) return undefined;
  const [k, count, seed, n] = [body.getUint16(0), body.getUint8(2), body.getInt32(4), body.getFloat64(8)];
  if (k < 8 || count < 1 || !(Number.isSafeInteger(n) && n >= 0)) return undefined;
  let at = HEAD;
  const read = (): KllItem => {
    at += 8;
    return type === "bigint" ? body.getBigInt64(at - 8) : body.getFloat64(at - 8);
  };
  if (n > 0 && body.byteLength < HEAD + 16) return undefined;
  const [least, greatest] = n > 0 ? [read(), read()] : [null, null];
  const levels: KllItem[][] = [];
  for (let level = 0; level < count; level++) {
    if (at + 4 > body.byteLength) return undefined;
    const length = body.getUint32(at);
    at += 4;
    if (at + length * 8 > body.byteLength) return undefined;
    levels.push(Array.from({ length }, read));
  }
  const weight = levels.reduce((sum, items, level) => sum + items.length * 2 ** level, 0);
  if (at !== body.byteLength || weight !== n || levels.flat().some(Number.isNaN)) return undefined;
  return { k, n, least, greatest, levels, seed };
}
