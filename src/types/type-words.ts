import {
  atomicKinds,
  atomicNames,
  BinaryType,
  ByteType,
  IntegerType,
  LongType,
  ShortType,
  TimestampType,
} from "./atomic.js";
import type { DataType } from "./data-type.js";

const words: Readonly<Record<string, DataType>> = Object.freeze({
  ...Object.fromEntries(
    atomicKinds.flatMap(kind => {
      const type: DataType = Object.freeze({ kind });
      return [
        [atomicNames(kind).simpleString, type],
        [atomicNames(kind).typeName, type],
      ];
    }),
  ),
  byte: ByteType,
  short: ShortType,
  int: IntegerType,
  long: LongType,
  bytes: BinaryType,
  real: Object.freeze({ kind: "float" }),
  timestamp_ltz: TimestampType,
});

/** The type that one word is in SQL, in any case: `BIGINT`, `long`; undefined when it is none, or has parameters. */
export function typeOfWord(word: string): DataType | undefined {
  const name = word.toLowerCase();
  return Object.hasOwn(words, name) ? words[name] : undefined;
}
