import { describe, expect, it } from "vitest";
import { keyIndex } from "../../../src/engine/hash-table/key-index.js";
import { keyText } from "../../../src/engine/key-text.js";
import {
  type DataType,
  DoubleType,
  IntegerType,
  LongType,
  StringType,
  type Value,
} from "../../../src/types/index.js";
import { BytesVector, ConstantVector, type Vector, vectorOf } from "../../../src/types/vector/index.js";
import { seeded } from "../../seeded.js";

const below = seeded(7);

const columns: readonly (readonly [DataType, () => Value])[] = [
  [IntegerType, () => (below(10) === 0 ? null : below(3000) - 1500)],
  [
    LongType,
    () => (below(10) === 0 ? null : 1_900_000_000_000_000_000n + BigInt(below(2000)) * (below(2) ? 1n : -1n)),
  ],
  [StringType, () => (below(10) === 0 ? null : `사람${below(1000)}`)],
  [DoubleType, () => [null, Number.NaN, 0, -0, 1.5, Number.POSITIVE_INFINITY, below(100)][below(7)]!],
];

/** Numbers as a map of texts gives them. */
function expected(
  known: Map<string, number>,
  types: readonly DataType[],
  rows: readonly (readonly Value[])[],
  adds: boolean,
) {
  return rows.map(row => {
    const key = row.map((value, c) => keyText(value, types[c]!)).join("");
    if (!known.has(key) && adds) known.set(key, known.size);
    return known.get(key) ?? -1;
  });
}

/** Strings as ranges of one buffer, as files have them. */
function asBytes(values: readonly Value[]): Vector {
  const parts = values.map(value => Buffer.from((value as string | null) ?? ""));
  let end = 0;
  const ends = parts.map(part => {
    end += part.length;
    return end;
  });
  const starts = values.map((value, i) => (value === null ? -1 : ends[i]! - parts[i]!.length));
  return new BytesVector(
    { kind: "string" },
    Buffer.concat(parts),
    Int32Array.from(starts),
    Int32Array.from(ends),
  );
}

describe("keys of rows as numbers", () => {
  it.each([[[0]], [[1]], [[2]], [[3]], [[0, 2]], [[2, 1, 3]]])("columns %j, batch by batch", picked => {
    const chosen = picked.map(c => columns[c]!);
    const types = chosen.map(([type]) => type);
    const index = keyIndex(types);
    const known = new Map<string, number>();
    for (let round = 0; round < 12; round++) {
      const rows = Array.from({ length: 500 }, () => chosen.map(([, make]) => make()));
      const vectors = types.map((type, c) => {
        const values = rows.map(row => row[c]!);
        return type.kind === "string" && round % 2 === 0 ? asBytes(values) : vectorOf(type, values);
      });
      const adds = round % 3 !== 2;
      const numbers = adds ? index.assign(vectors, rows.length) : index.find(vectors, rows.length);
      expect([...numbers]).toEqual(expected(known, types, rows, adds));
      expect(index.size).toBe(known.size);
    }
  });

  it("takes one value for all rows, and no columns as one key", () => {
    const index = keyIndex([StringType]);
    expect([...index.assign([new ConstantVector(StringType, "a", 3)], 3)]).toEqual([0, 0, 0]);
    expect([...index.assign([vectorOf(StringType, [null, "a"])], 2)]).toEqual([1, 0]);
    expect([...keyIndex([]).assign([], 2)]).toEqual([0, 0]);
  });
});
