import type { DataType, Value } from "../../types/index.js";
import { xxHash64Of } from "../hashing/hash-value.js";
import { hashBytes } from "../hashing/murmur3.js";
import { JavaRandom } from "../random/java-random.js";
import { biasOf } from "../sketches/hll-bias.js";
import type { MakeAggregator } from "./aggregator.js";

interface CountMin {
  total: bigint;
  width: number;
  /** A multiplier for each row of the table. */
  hashes: bigint[];
  table: bigint[][];
}

const PRIME = (1n << 31n) - 1n;

/** Which column of each row counts a value. */
function bucketsOf({ hashes, width }: CountMin, value: NonNullable<Value>): number[] {
  if (typeof value === "number" || typeof value === "bigint")
    return hashes.map(multiplier => {
      const hash = BigInt.asIntN(64, multiplier * BigInt(value));
      return Number(BigInt.asIntN(64, hash + (hash >> 32n)) & PRIME) % width;
    });
  const bytes = typeof value === "string" ? Buffer.from(value) : (value as Uint8Array);
  const first = hashBytes(bytes, 0);
  const second = hashBytes(bytes, first);
  return hashes.map((_, i) => Math.abs(((first + Math.imul(i, second)) | 0) % width));
}

/** Spark's `CountMinSketch` in its serialized form, version 1. */
const countMin: MakeAggregator = () => ({
  initial: (): CountMin => ({ total: 0n, width: 0, hashes: [], table: [] }),
  update: (state: CountMin, value: Value, eps: number, confidence: number, seed: number) => {
    if (state.width === 0) {
      state.width = Math.ceil(2 / eps);
      const random = JavaRandom.seeded(BigInt(seed));
      const depth = Math.ceil(-Math.log(1 - confidence) / Math.log(2));
      state.hashes = Array.from({ length: depth }, () => BigInt(random.nextInt(2_147_483_647)));
      state.table = state.hashes.map(() => Array<bigint>(state.width).fill(0n));
    }
    if (value === null) return state;
    for (const [row, column] of bucketsOf(state, value).entries()) state.table[row]![column]! += 1n;
    state.total += 1n;
    return state;
  },
  merge: (a: CountMin, b: CountMin): CountMin =>
    a.width === 0
      ? b
      : {
          ...a,
          total: a.total + b.total,
          table: a.table.map((row, i) => row.map((count, j) => count + (b.table[i]?.[j] ?? 0n))),
        },
  finish: ({ total, width, hashes, table }: CountMin) => {
    const longs = [...hashes, ...table.flat()];
    const bytes = Buffer.alloc(20 + longs.length * 8);
    bytes.writeInt32BE(1, 0);
    bytes.writeBigInt64BE(total, 4);
    bytes.writeInt32BE(hashes.length, 12);
    bytes.writeInt32BE(width, 16);
    for (const [i, each] of longs.entries()) bytes.writeBigInt64BE(each, 20 + i * 8);
    return bytes;
  },
});

interface Registers {
  registers: Uint8Array | null;
}

/** Where counting empty registers is better than the estimate, by the number of bits from 4; below 2.5 to a register it is anyway. */
const THRESHOLDS = [10, 20, 40, 80, 220, 400, 900, 1800, 3100, 6500, 15500, 20000, 50000, 120000, 350000];

/** HyperLogLog++ over Spark's xxhash64. */
const distinct: MakeAggregator = ([type]) => {
  const hash = xxHash64Of(type!);
  return {
    initial: (): Registers => ({ registers: null }),
    update: (state: Registers, value: Value, deviation: number) => {
      const bits = Math.ceil((2 * Math.log(1.106 / deviation)) / Math.log(2));
      state.registers ??= new Uint8Array(2 ** bits);
      if (value === null) return state;
      const hashed = BigInt.asUintN(64, hash(normalized(value, type!), 42n));
      const index = Number(hashed >> BigInt(64 - bits));
      const rest = BigInt.asUintN(64, hashed << BigInt(bits)) | (1n << BigInt(bits - 1));
      const zeros = 64 - rest.toString(2).length + 1;
      if (zeros > state.registers[index]!) state.registers[index] = zeros;
      return state;
    },
    merge: (a: Registers, b: Registers): Registers =>
      a.registers && b.registers
        ? { registers: a.registers.map((each, i) => Math.max(each, b.registers![i]!)) }
        : a.registers
          ? a
          : b,
    finish: ({ registers }: Registers) => (registers ? BigInt(estimate(registers)) : 0n),
  };
};

function normalized(value: NonNullable<Value>, type: DataType): Value {
  return (type.kind === "double" || type.kind === "float") && value === 0 ? 0 : value;
}

function estimate(registers: Uint8Array): number {
  const m = registers.length;
  const bits = Math.log2(m);
  let [inverse, empty] = [0, 0];
  for (const each of registers) {
    inverse += 1 / 2 ** each;
    if (each === 0) empty++;
  }
  const alpha = bits === 4 ? 0.673 : bits === 5 ? 0.697 : bits === 6 ? 0.709 : 0.7213 / (1 + 1.079 / m);
  const raw = (alpha * m * m) / inverse;
  const counted = m * Math.log(m / empty);
  if (empty > 0 && (counted <= (THRESHOLDS[bits - 4] ?? 0) || raw <= 2.5 * m)) return Math.round(counted);
  return Math.round(bits < 19 && raw < 5 * m ? raw - biasOf(raw, bits) : raw);
}

type Bin = [center: number, height: number];

interface Histogram {
  bins: Bin[];
  limit: number;
  /** The state of a `JavaRandom`. */
  random: bigint;
}

/** Ben-Haim and Tom-Tov's streaming histogram: the two nearest bins become one; of equally near ones some. */
function trim(state: Histogram): Histogram {
  const { bins } = state;
  const random = JavaRandom.at(state.random);
  while (bins.length > state.limit) {
    let [at, nearest, ties] = [0, bins[1]![0] - bins[0]![0], 1];
    for (let i = 1; i < bins.length - 1; i++) {
      const distance = bins[i + 1]![0] - bins[i]![0];
      if (distance < nearest) [at, nearest, ties] = [i, distance, 1];
      else if (distance === nearest && random.nextDouble() <= 1 / ++ties) at = i;
    }
    const [[x, y], [nextX, nextY]] = [bins[at]!, bins[at + 1]!];
    const height = y + nextY;
    bins.splice(at, 2, [x * (y / height) + (nextX / height) * nextY, height]);
  }
  state.random = random.state;
  return state;
}

function addBin(state: Histogram, x: number, y: number): Histogram {
  const at = state.bins.findIndex(bin => bin[0] >= x);
  if (at >= 0 && state.bins[at]![0] === x) state.bins[at]![1] += y;
  else state.bins.splice(at < 0 ? state.bins.length : at, 0, [x, y]);
  return trim(state);
}

const histogram: MakeAggregator = ([type]) => {
  const wide = ["long", "daytime", "timestamp", "timestamp_ntz"].includes(type!.kind);
  const whole = ["byte", "short", "integer", "date", "yearmonth"].includes(type!.kind);
  const scale = type!.kind === "decimal" ? 10 ** type!.scale : 1;
  const centerOf = (x: number): Value =>
    wide
      ? BigInt(Math.trunc(x))
      : type!.kind === "decimal"
        ? BigInt(Math.round(x * scale))
        : whole
          ? Math.trunc(x)
          : x;
  return {
    initial: (): Histogram => ({ bins: [], limit: 0, random: JavaRandom.seeded(31183n).state }),
    update: (state: Histogram, value: number | bigint | null, limit: number) => {
      state.limit = limit;
      return value === null ? state : addBin(state, Number(value) / scale, 1);
    },
    merge: (a: Histogram, b: Histogram) => {
      a.limit ||= b.limit;
      return b.bins.reduce((state, [x, y]) => addBin(state, x, y), a);
    },
    finish: ({ bins }: Histogram) => (bins.length === 0 ? null : bins.map(([x, y]) => [centerOf(x), y])),
  };
};

export const sketches: Readonly<Record<string, MakeAggregator>> = {
  count_min_sketch: countMin,
  approx_count_distinct: distinct,
  histogram_numeric: histogram,
};
