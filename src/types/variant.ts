import type { DataType } from "./data-type.js";
import type { Value } from "./value.js";

/**
 * A VARIANT: a value that carries its own type. Objects are structs with their fields sorted by name, arrays hold
 * variants, a JSON `null` has the type `void`, which is not the same as SQL's NULL.
 */
export class VariantValue {
  constructor(
    readonly type: DataType,
    readonly value: Value,
  ) {
    Object.freeze(this);
  }
}
