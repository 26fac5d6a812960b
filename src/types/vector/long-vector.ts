import type { DataType } from "../data-type.js";
import { type Nulls, takeNulls, type Vector } from "./vector.js";

/** BIGINT and timestamps, exact to 64 bits. */
export class LongVector implements Vector {
  constructor(
    readonly type: DataType,
    readonly values: BigInt64Array,
    readonly nulls: Nulls,
    readonly length: number = values.length,
  ) {}

  /** The values as pairs of 32-bit words, the low one first. */
  get words(): Int32Array {
    const { buffer, byteOffset, length } = this.values;
    return new Int32Array(buffer, byteOffset, length * 2);
  }

  get(i: number): bigint | null {
    return this.nulls?.[i] ? null : this.values[i]!;
  }

  take(rows: Int32Array): LongVector {
    const values = new BigInt64Array(rows.length);
    for (let i = 0; i < rows.length; i++) values[i] = this.values[rows[i]!]!;
    return new LongVector(this.type, values, takeNulls(this.nulls, rows));
  }
}
