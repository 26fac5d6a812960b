import { javaDouble, javaFloat } from "../types/display/java-number.js";
import { showString } from "../types/display/show-string.js";
import { CalendarDate, externalOf, Timestamp } from "../types/external.js";
import type { DataType, StructType, Value } from "../types/index.js";
import { UserError } from "../util/errors.js";

/**
 * A row of a DataFrame: values by position or by column name. BIGINTs are bigint, DECIMALs exact text, times dates, arrays arrays,
 * maps `Map`, structs Rows.
 */
export class Row {
  /** @internal */
  constructor(
    readonly schema: StructType,
    private readonly values: readonly Value[],
    private readonly timeZone: string,
  ) {}

  /** The value at a position, from 0. */
  get<T = unknown>(i: number): T {
    if (!(i in this.values))
      throw new UserError(`The row has ${this.values.length} columns; there is none at ${i}.`);
    const type = this.schema.fields[i]!.dataType;
    const value = this.values[i]!;
    if (type.kind === "struct" && value !== null)
      return new Row(type, value as readonly Value[], this.timeZone) as T;
    return (externalOf(type, this.timeZone)?.(value) ?? value) as T;
  }

  /** The value of a column, or at a position. @throws UserError when there is none of that name */
  getAs<T = unknown>(column: string | number): T {
    return this.get(typeof column === "number" ? column : this.fieldIndex(column));
  }

  /** The position of a column. @throws UserError when there is none of that name */
  fieldIndex(name: string): number {
    const i = this.schema.fieldNames.indexOf(name);
    if (i >= 0) return i;
    throw new UserError(`The row has no column ${name}; it has ${this.schema.fieldNames.join(", ")}.`);
  }

  isNullAt(i: number): boolean {
    return this.get(i) === null;
  }

  get anyNull(): boolean {
    return this.values.includes(null);
  }

  getString(i: number): string {
    return this.typed(i, "STRING", value => typeof value === "string");
  }

  getInt(i: number): number {
    return this.typed(i, "INT", value => typeof value === "number");
  }

  getLong(i: number): bigint {
    return this.typed(i, "BIGINT", value => typeof value === "bigint");
  }

  getDouble(i: number): number {
    return this.typed(i, "DOUBLE", value => typeof value === "number");
  }

  getBoolean(i: number): boolean {
    return this.typed(i, "BOOLEAN", value => typeof value === "boolean");
  }

  getTimestamp(i: number): Timestamp {
    return this.typed(i, "TIMESTAMP", value => value instanceof Timestamp);
  }

  getDate(i: number): CalendarDate {
    return this.typed(i, "DATE", value => value instanceof CalendarDate);
  }

  getSeq<T = unknown>(i: number): readonly T[] {
    return this.typed(i, "ARRAY", Array.isArray);
  }

  getMap<K = unknown, V = unknown>(i: number): Map<K, V> {
    return this.typed(i, "MAP", value => value instanceof Map);
  }

  getStruct(i: number): Row {
    return this.typed(i, "STRUCT", value => value instanceof Row);
  }

  /** Rows of one schema as the table that `show` prints; undefined when they have several. */
  static table(rows: readonly Row[]): string | undefined {
    const [first] = rows;
    if (!first || rows.some(({ schema }) => schema !== first.schema)) return undefined;
    const columns = first.schema.fields.map(({ name, dataType }) => ({ name, type: dataType }));
    const { timeZone } = first;
    const values = rows.map(row => row.values);
    return showString(columns, values, false, { truncate: 20, vertical: false, timeZone });
  }

  get size(): number {
    return this.values.length;
  }

  get length(): number {
    return this.values.length;
  }

  toSeq(): readonly unknown[] {
    return this.values.map((_, i) => this.get(i));
  }

  /** The values as text, between them this. */
  mkString(separator = ""): string {
    return this.texts().join(separator);
  }

  /** As Scala prints it: `[soyou_fan,안녕]`. */
  toString(): string {
    return `[${this.texts().join(",")}]`;
  }

  private texts(): string[] {
    return this.values.map((value, i) => scalaText(value, this.schema.fields[i]!.dataType, this.timeZone));
  }

  private typed<T>(i: number, type: string, is: (value: unknown) => boolean): T {
    const value = this.get(i);
    if (is(value)) return value as T;
    const { name, dataType } = this.schema.fields[i]!;
    throw new UserError(
      value === null
        ? `Column ${name} is NULL in this row: ask isNullAt(${i}) first.`
        : `Column ${name} is ${dataType.kind.toUpperCase()}, not ${type}.`,
    );
  }
}

/** A value as Scala's `toString` writes it. */
function scalaText(value: Value, type: DataType, timeZone: string): string {
  if (value === null) return "null";
  const items = value as readonly Value[];
  switch (type.kind) {
    case "double":
      return javaDouble(value as number);
    case "float":
      return javaFloat(value as number);
    case "array":
      return `ArraySeq(${items.map(item => scalaText(item, type.elementType, timeZone)).join(", ")})`;
    case "map": {
      const pairs = (value as readonly (readonly [Value, Value])[]).map(
        ([key, item]) =>
          `${scalaText(key, type.keyType, timeZone)} -> ${scalaText(item, type.valueType, timeZone)}`,
      );
      return `Map(${pairs.join(", ")})`;
    }
    case "struct":
      return new Row(type, items, timeZone).toString();
    default:
      return String(externalOf(type, timeZone)?.(value) ?? value);
  }
}
