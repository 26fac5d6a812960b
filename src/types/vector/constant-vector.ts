import type { DataType } from "../data-type.js";
import type { Value } from "../value.js";
import type { Vector } from "./vector.js";

/** The same value in every row: a literal, a chunk's topic. */
export class ConstantVector implements Vector {
  constructor(
    readonly type: DataType,
    readonly value: Value,
    readonly length: number,
  ) {}

  get(): Value {
    return this.value;
  }

  take(rows: Int32Array): ConstantVector {
    return new ConstantVector(this.type, this.value, rows.length);
  }
}
