import type { DataType } from "../data-type.js";
import type { Value } from "../value.js";
import type { Vector } from "./vector.js";

/** Any type, a JavaScript value a row: booleans, computed strings, decimals, nested types. */
export class ValueVector implements Vector {
  readonly length: number;

  constructor(
    readonly type: DataType,
    readonly values: readonly Value[],
  ) {
    this.length = values.length;
  }

  get(i: number): Value {
    return this.values[i]!;
  }

  take(rows: Int32Array): ValueVector {
    return new ValueVector(
      this.type,
      Array.from(rows, row => this.values[row]!),
    );
  }
}
