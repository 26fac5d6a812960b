import type { Attribute } from "../../plan/expressions/expression.js";
import { simpleString, type Value } from "../../types/index.js";
import { StateReader, StateWriter } from "../state/codec.js";

/** Keys and values of a state store, from and to rows. What is written is valid until the next call. */
export class StateRows {
  private readonly keys = new StateWriter();
  private readonly values = new StateWriter();
  private readonly reader = new StateReader();

  /** Values that GROUP BY takes for the same have the same bytes. */
  key(values: readonly Value[]): Buffer {
    for (const value of values) this.keys.write(value === 0 ? 0 : value);
    return this.keys.take();
  }

  value(value: unknown): Buffer {
    return this.values.write(value).take();
  }

  /** The values of a key of this width. */
  readKey(bytes: Buffer, width: number): Value[] {
    this.reader.from(bytes);
    return Array.from({ length: width }, () => this.reader.read() as Value);
  }

  readValue<T>(bytes: Buffer): T {
    return this.reader.decode(bytes) as T;
  }
}

/** The types of a store's rows, as its schema file tells them. */
export function typesText(columns: readonly Pick<Attribute, "type">[]): string {
  return columns.map(({ type }) => simpleString(type)).join(", ");
}
