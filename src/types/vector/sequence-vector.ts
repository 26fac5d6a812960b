import type { DataType } from "../data-type.js";
import { LongVector } from "./long-vector.js";
import type { Vector } from "./vector.js";

/** BIGINTs a step apart: what `range` makes, known without being written out. */
export class SequenceVector implements Vector {
  constructor(
    readonly type: DataType,
    readonly start: bigint,
    readonly step: bigint,
    readonly length: number,
  ) {}

  get(i: number): bigint {
    return this.start + BigInt(i) * this.step;
  }

  /** The sum of all values. */
  get sum(): bigint {
    const count = BigInt(this.length);
    return count * this.start + (this.step * (count * (count - 1n))) / 2n;
  }

  take(rows: Int32Array): LongVector {
    const values = new BigInt64Array(rows.length);
    for (let i = 0; i < rows.length; i++) values[i] = this.get(rows[i]!);
    return new LongVector(this.type, values, null);
  }
}
