import type { DataType, Value } from "../../types/index.js";
import { hashBytes, hashInt, hashLong } from "./murmur3.js";
import { xxHashBytes, xxHashInt, xxHashLong } from "./xxhash64.js";

/** A hash over numbers and bytes, each with the hash so far as its seed. */
interface Steps<Hash> {
  int(value: number, seed: Hash): Hash;
  long(value: bigint, seed: Hash): Hash;
  bytes(value: Uint8Array, seed: Hash): Hash;
}

/** The hash of a value of some type, the hash of what stood before it as the seed. NULL leaves the seed as it is. */
export type HashValue<Hash> = (value: Value, seed: Hash) => Hash;

export const murmur3Of = (type: DataType): HashValue<number> =>
  hasher(type, { int: hashInt, long: hashLong, bytes: hashBytes });
export const xxHash64Of = (type: DataType): HashValue<bigint> =>
  hasher(type, { int: xxHashInt, long: xxHashLong, bytes: xxHashBytes });

/** Spark's `HashExpression`: which bits of which type are hashed. */
function hasher<Hash>(type: DataType, steps: Steps<Hash>): HashValue<Hash> {
  const hash = nonNullHasher(type, steps);
  return (value, seed) => (value === null ? seed : hash(value as never, seed));
}

function nonNullHasher<Hash>(type: DataType, steps: Steps<Hash>): (value: never, seed: Hash) => Hash {
  switch (type.kind) {
    case "boolean":
      return (value: boolean, seed: Hash) => steps.int(value ? 1 : 0, seed);
    case "byte":
    case "short":
    case "integer":
    case "date":
    case "yearmonth":
      return steps.int;
    case "long":
    case "timestamp":
    case "timestamp_ntz":
    case "daytime":
    case "time":
      return steps.long;
    case "float":
      return (value: number, seed: Hash) => steps.int(floatBits(value), seed);
    case "double":
      return (value: number, seed: Hash) => steps.long(doubleBits(value), seed);
    case "decimal":
      return type.precision <= 18
        ? steps.long
        : (value: bigint, seed: Hash) => steps.bytes(twosComplement(value), seed);
    case "string":
      return (value: string, seed: Hash) => steps.bytes(Buffer.from(value), seed);
    case "binary":
      return steps.bytes;
    case "interval":
      return ([months, days, micros]: [number, number, bigint], seed: Hash) =>
        steps.int(months, steps.int(days, steps.long(micros, seed)));
    case "array": {
      const element = hasher(type.elementType, steps);
      return (items: readonly Value[], seed: Hash) =>
        items.reduce<Hash>((hash, item) => element(item, hash), seed);
    }
    case "map": {
      const [key, value] = [hasher(type.keyType, steps), hasher(type.valueType, steps)];
      return (entries: readonly [Value, Value][], seed: Hash) =>
        entries.reduce<Hash>((hash, entry) => value(entry[1], key(entry[0], hash)), seed);
    }
    case "struct": {
      const fields = type.fields.map(field => hasher(field.dataType, steps));
      return (items: readonly Value[], seed: Hash) =>
        fields.reduce<Hash>((hash, field, i) => field(items[i]!, hash), seed);
    }
    default:
      return (_value: never, seed: Hash) => seed;
  }
}

const scratch = new DataView(new ArrayBuffer(8));

/** The two zeros hash alike, and all NaNs. */
function floatBits(value: number): number {
  scratch.setFloat32(0, value === 0 ? 0 : value);
  return Number.isNaN(value) ? 0x7fc00000 : scratch.getInt32(0);
}

function doubleBits(value: number): bigint {
  scratch.setFloat64(0, value === 0 ? 0 : value);
  return Number.isNaN(value) ? 0x7ff8000000000000n : scratch.getBigInt64(0);
}

/** The fewest big-endian bytes, as Java's `BigInteger.toByteArray`. */
function twosComplement(value: bigint): Uint8Array {
  let length = 1;
  while (BigInt.asIntN(length * 8, value) !== value) length++;
  const digits = BigInt.asUintN(length * 8, value)
    .toString(16)
    .padStart(length * 2, "0");
  return Buffer.from(digits, "hex");
}
