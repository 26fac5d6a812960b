import { UserError } from "../util/errors.js";
import type { DataType } from "./data-type.js";
import { formatDate, formatTimestamp } from "./display/datetime.js";
import { formatDecimal } from "./display/decimal.js";
import { toPrettyText } from "./display/text.js";
import { parseTimestamp } from "./parse-timestamp.js";
import type { Value } from "./value.js";

/** A TIMESTAMP in the user's hands: a Date that keeps its microseconds, and prints as Java's does. */
export class Timestamp extends Date {
  constructor(
    /** Microseconds since 1970-01-01T00:00Z. */
    readonly micros: bigint,
    private readonly timeZone: string,
  ) {
    super(Number(micros / 1000n));
  }

  /** Of a text such as `2026-11-24 10:00:00`. */
  static of(text: string, timeZone: string): Timestamp {
    const micros = parseTimestamp(text, timeZone);
    if (micros === undefined)
      throw new UserError(`"${text}" is no timestamp: write it as yyyy-mm-dd hh:mm:ss[.fffffffff]`);
    return new Timestamp(micros, timeZone);
  }

  override toString(): string {
    const text = formatTimestamp(this.micros, this.timeZone);
    return text.includes(".") ? text : `${text}.0`;
  }
}

/** A DATE in the user's hands: the day's beginning in UTC. */
export class CalendarDate extends Date {
  constructor(private readonly days: number) {
    super(days * 86_400_000);
  }

  override toString(): string {
    return formatDate(this.days);
  }
}

type Convert = (value: Value) => unknown;
const orNull =
  (convert: (value: NonNullable<Value>) => unknown): Convert =>
  value =>
    value === null ? null : convert(value);

/**
 * How values of a type are given to closures of the user's and read off rows; undefined when they are given as they are.
 * DECIMALs come as exact text, times as dates, arrays as arrays, maps as `Map`, structs as objects by name.
 */
export function externalOf(type: DataType, timeZone: string): Convert | undefined {
  switch (type.kind) {
    case "decimal":
      return orNull(value => formatDecimal(value as bigint, type.scale));
    case "timestamp":
      return orNull(value => new Timestamp(value as bigint, timeZone));
    case "timestamp_ntz":
      return orNull(value => new Timestamp(value as bigint, "UTC"));
    case "date":
      return orNull(value => new CalendarDate(value as number));
    case "time":
    case "daytime":
    case "yearmonth":
    case "interval":
    case "variant":
      return orNull(value => toPrettyText(value, type, timeZone));
    case "array": {
      const item = externalOf(type.elementType, timeZone);
      return item && orNull(value => (value as readonly Value[]).map(item));
    }
    case "map": {
      const [key, item] = [type.keyType, type.valueType].map(
        each => externalOf(each, timeZone) ?? ((value: Value) => value),
      ) as [Convert, Convert];
      return orNull(
        value =>
          new Map(
            (value as readonly (readonly Value[])[]).map(([k, v]) => [key(k ?? null), item(v ?? null)]),
          ),
      );
    }
    case "struct": {
      const fields = type.fields.map(field => [field.name, externalOf(field.dataType, timeZone)] as const);
      return orNull(value => {
        const values = value as readonly Value[];
        return Object.fromEntries(
          fields.map(([name, convert], i) => [name, convert ? convert(values[i]!) : values[i]]),
        );
      });
    }
    default:
      return undefined;
  }
}
