import { toPrettyText } from "../types/display/text.js";
import type { StructType, Value } from "../types/index.js";
import { UserError } from "../util/errors.js";

/** A row of a DataFrame: values by position or by column name. */
export class Row {
  /** @internal */
  constructor(
    readonly schema: StructType,
    private readonly values: readonly Value[],
    private readonly timeZone: string,
  ) {}

  /** The value at a position, from 0. */
  get(i: number): Value {
    if (!(i in this.values))
      throw new UserError(`The row has ${this.values.length} columns; there is none at ${i}.`);
    return this.values[i]!;
  }

  /** The value of a column. @throws UserError when there is none of that name */
  getAs(name: string): Value {
    const i = this.schema.fieldNames.indexOf(name);
    if (i < 0)
      throw new UserError(`The row has no column ${name}; it has ${this.schema.fieldNames.join(", ")}.`);
    return this.values[i]!;
  }

  get size(): number {
    return this.values.length;
  }

  toSeq(): readonly Value[] {
    return this.values;
  }

  /** As Scala prints it: `[soyou_fan,안녕]`. */
  toString(): string {
    const cells = this.schema.fields.map((field, i) =>
      this.values[i] === null ? "null" : toPrettyText(this.values[i]!, field.dataType, this.timeZone),
    );
    return `[${cells.join(",")}]`;
  }
}
