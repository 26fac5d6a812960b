import type { DataType } from "../data-type.js";
import type { Value } from "../value.js";
import type { Vector } from "./vector.js";

/** A column that is computed when its first value is asked for: columns that a query never reads cost nothing. */
export class LazyVector implements Vector {
  private computed: Vector | null = null;

  constructor(
    readonly type: DataType,
    readonly length: number,
    private readonly compute: () => Vector,
  ) {}

  get(i: number): Value {
    return this.vector.get(i);
  }

  take(rows: Int32Array): Vector {
    return new LazyVector(this.type, rows.length, () => this.vector.take(rows));
  }

  private get vector(): Vector {
    this.computed ??= this.compute();
    return this.computed;
  }
}
