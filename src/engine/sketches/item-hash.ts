import {
  BinaryType,
  type DataType,
  DoubleType,
  LongType,
  StringType,
  type Value,
} from "../../types/index.js";
import { xxHash64Of } from "../hashing/hash-value.js";

/** A hash's bits: as many as a number holds exactly. */
export const HASH_BITS = 53;

const SEED = 9001n;

/**
 * A value's hash, a whole number from 0 to below 2^53. The same number hashes alike in all whole-number types, and in
 * FLOAT and DOUBLE. Undefined for what sketches do not count: NULL and what is empty.
 */
export function itemHashOf(type: DataType): (value: Value) => number | undefined {
  const hash = longHashOf(type);
  return value => {
    if (value === null || ((typeof value === "string" || "length" in Object(value)) && isEmpty(value)))
      return undefined;
    return Number(BigInt.asUintN(64, hash(value)) >> BigInt(64 - HASH_BITS));
  };
}

const isEmpty = (value: Value): boolean => (value as { length: number }).length === 0;

function longHashOf(type: DataType): (value: Value) => bigint {
  if (type.kind === "array") {
    const element = xxHash64Of(LongType);
    return value =>
      (value as readonly (number | bigint | null)[]).reduce<bigint>(
        (hash, item) => element(item === null ? null : BigInt(item), hash),
        SEED,
      );
  }
  if (type.kind === "string" || type.kind === "binary") {
    const hash = xxHash64Of(type.kind === "string" ? StringType : BinaryType);
    return value => hash(value, SEED);
  }
  if (type.kind === "float" || type.kind === "double") {
    const hash = xxHash64Of(DoubleType);
    return value => hash(value, SEED);
  }
  const hash = xxHash64Of(LongType);
  return value => hash(BigInt(value as number | bigint), SEED);
}
