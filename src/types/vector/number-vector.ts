import type { DataType } from "../data-type.js";
import { type Nulls, takeNulls, type Vector } from "./vector.js";

/** TINYINT, SMALLINT, INT, DATE in 32 bits; FLOAT and DOUBLE in 64. */
export class NumberVector implements Vector {
  constructor(
    readonly type: DataType,
    readonly values: Int32Array | Float64Array,
    readonly nulls: Nulls,
    readonly length: number = values.length,
  ) {}

  get(i: number): number | null {
    return this.nulls?.[i] ? null : this.values[i]!;
  }

  take(rows: Int32Array): NumberVector {
    const values = new (this.values.constructor as Int32ArrayConstructor)(rows.length);
    for (let i = 0; i < rows.length; i++) values[i] = this.values[rows[i]!]!;
    return new NumberVector(this.type, values, takeNulls(this.nulls, rows));
  }
}
