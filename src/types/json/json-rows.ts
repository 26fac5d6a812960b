import type { DataType } from "../data-type.js";
import { parseInstantWithPattern } from "../datetime-pattern/parse.js";
import { fitsPrecision, parseDecimal, rescale } from "../decimal-value.js";
import { parseTimestamp } from "../parse-timestamp.js";
import type { StructType } from "../struct.js";
import type { Value } from "../value.js";
import { JsonCursor, MalformedJson } from "./json-cursor.js";
import { parseJson } from "./json-tree.js";
import { variantOf } from "./json-variant.js";

/** What became of a text: its rows, and whether all of it fitted the schema. */
export interface JsonRows {
  readonly rows: readonly (readonly Value[])[];
  /** False: the text is no JSON (one row of NULLs), or a value has another type (NULL in its place). */
  readonly isValid: boolean;
}

export interface JsonReadOptions {
  /** Of timestamps without a zone. */
  readonly timeZone: string;
  /** Java's pattern, where they are not written as Spark's casts read them. */
  readonly timestampFormat?: string | undefined;
  readonly dateFormat?: string | undefined;
}

/** A reader of one JSON value of a type: undefined where the text is no JSON of that type. */
export function jsonValueReader(
  type: DataType,
  options: JsonReadOptions,
): (text: string) => Value | undefined {
  const read = fieldReader(type, options);
  return text => {
    try {
      const cursor = new JsonCursor(text);
      let fits = true;
      const value = read(cursor, () => {
        fits = false;
      });
      return cursor.isAtEnd && (fits || value !== null) ? value : undefined;
    } catch (error) {
      if (error instanceof MalformedJson) return undefined;
      throw error;
    }
  };
}

/** Reads a value of its type; on another it passes over it, tells `unfit` and answers NULL. */
export type Reader = (cursor: JsonCursor, unfit: () => void) => Value;

/**
 * Compiles a schema into a reader of JSON text, in Spark's PERMISSIVE mode: fields by their exact names, missing ones
 * NULL, the last of a name given twice, an array at the top as a row each.
 */
export function jsonRowReader(schema: StructType, options: JsonReadOptions): (text: string) => JsonRows {
  const readRow = structReader(schema, options);
  const nulls = [schema.fields.map(() => null)];
  return text => {
    let isValid = true;
    const unfit = () => {
      isValid = false;
    };
    try {
      const cursor = new JsonCursor(text);
      if (cursor.isAtEnd) return { rows: [], isValid };
      const rows: (readonly Value[])[] = [];
      const readOne = () => {
        const row = cursor.peek() === "object" ? readRow(cursor, unfit) : null;
        if (row === null) throw new MalformedJson("no object");
        rows.push(row as readonly Value[]);
      };
      if (cursor.peek() === "array") cursor.array(readOne);
      else readOne();
      return { rows, isValid };
    } catch (error) {
      if (error instanceof MalformedJson) return { rows: nulls, isValid: false };
      throw error;
    }
  };
}

function readerOf(type: DataType, options: JsonReadOptions): Reader {
  switch (type.kind) {
    case "string":
      return cursor => (cursor.peek() === "string" ? cursor.string() : cursor.skip());
    case "boolean":
      return (cursor, unfit) => {
        const token = cursor.peek();
        if (token !== "true" && token !== "false") return misfit(cursor, unfit);
        cursor.word(token);
        return token === "true";
      };
    case "byte":
      return integers(8, Number);
    case "short":
      return integers(16, Number);
    case "integer":
      return integers(32, Number);
    case "long":
      return integers(64, whole => whole);
    case "float":
      return fractions(Math.fround);
    case "double":
      return fractions(value => value);
    case "date":
      return fromText(text => {
        const micros = options.dateFormat
          ? byPattern(text, options.dateFormat, "UTC")
          : parseTimestamp(text, "UTC");
        return micros === undefined ? undefined : Number(micros / 86_400_000_000n);
      });
    case "timestamp":
    case "timestamp_ntz":
      return timestamps(type.kind === "timestamp" ? options.timeZone : "UTC", options.timestampFormat);
    case "decimal":
      return (cursor, unfit) => {
        if (cursor.peek() !== "number" && cursor.peek() !== "string") return misfit(cursor, unfit);
        const decimal = parseDecimal(cursor.peek() === "number" ? cursor.number() : cursor.string());
        const value = decimal && rescale(decimal.unscaled, decimal.scale, type.scale);
        if (value !== undefined && fitsPrecision(value, type.precision)) return value;
        unfit();
        return null;
      };
    case "variant":
      return cursor => variantOf(parseJson(cursor.skip()) ?? null);
    case "binary":
      return fromText(text =>
        /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? Buffer.from(text, "base64") : undefined,
      );
    case "array":
      return arrayReader(readerOf(type.elementType, options));
    case "map":
      return mapReader(readerOf(type.valueType, options));
    case "struct":
      return structReader(type, options);
    default:
      return misfit;
  }
}

const misfit: Reader = (cursor, unfit) => {
  cursor.skip();
  unfit();
  return null;
};

function integers(bits: number, narrow: (whole: bigint) => Value): Reader {
  return (cursor, unfit) => {
    if (cursor.peek() !== "number") return misfit(cursor, unfit);
    const digits = cursor.number();
    const whole = /^-?\d+$/.test(digits) ? BigInt(digits) : null;
    if (whole !== null && whole === BigInt.asIntN(bits, whole)) return narrow(whole);
    unfit();
    return null;
  };
}

const named: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Infinity,
  "+INF": Infinity,
  INF: Infinity,
  "-Infinity": -Infinity,
  "-INF": -Infinity,
};

function fractions(round: (value: number) => number): Reader {
  const word = fromText(text => (Object.hasOwn(named, text) ? named[text] : undefined));
  return (cursor, unfit) =>
    cursor.peek() === "number" ? round(Number(cursor.number())) : word(cursor, unfit);
}

function timestamps(timeZone: string, format: string | undefined): Reader {
  const text = fromText(value =>
    format ? byPattern(value, format, timeZone) : parseTimestamp(value, timeZone),
  );
  return (cursor, unfit) => {
    if (cursor.peek() !== "number") return text(cursor, unfit);
    const seconds = cursor.number();
    if (/^-?\d+$/.test(seconds)) return BigInt(seconds) * 1_000_000n;
    unfit();
    return null;
  };
}

function byPattern(text: string, pattern: string, timeZone: string): bigint | undefined {
  const parsed = parseInstantWithPattern(text, pattern, timeZone);
  return typeof parsed === "bigint" ? parsed : undefined;
}

function fromText(convert: (text: string) => Value | undefined): Reader {
  return (cursor, unfit) => {
    if (cursor.peek() !== "string") return misfit(cursor, unfit);
    const value = convert(cursor.string());
    if (value === undefined) unfit();
    return value ?? null;
  };
}

/** Nested in an array or a map, one value that does not fit makes the whole NULL. */
function arrayReader(read: Reader): Reader {
  return (cursor, unfit) => {
    if (cursor.peek() !== "array") return misfit(cursor, unfit);
    let fits = true;
    const items: Value[] = [];
    cursor.array(() => {
      items.push(
        orNull(read)(cursor, () => {
          fits = false;
        }),
      );
    });
    if (!fits) unfit();
    return fits ? items : null;
  };
}

function mapReader(read: Reader): Reader {
  return (cursor, unfit) => {
    if (cursor.peek() !== "object") return misfit(cursor, unfit);
    let fits = true;
    const entries = new Map<string, Value>();
    cursor.object(name => {
      entries.set(
        name,
        orNull(read)(cursor, () => {
          fits = false;
        }),
      );
    });
    if (!fits) unfit();
    return fits ? [...entries] : null;
  };
}

function structReader(type: StructType, options: JsonReadOptions): Reader {
  const readers = new Map(
    type.fields.map((field, i) => [field.name, { i, read: fieldReader(field.dataType, options) }]),
  );
  return (cursor, unfit) => {
    if (cursor.peek() !== "object") return misfit(cursor, unfit);
    const row: Value[] = type.fields.map(() => null);
    cursor.object(name => {
      const field = readers.get(name);
      if (field) row[field.i] = field.read(cursor, unfit);
      else cursor.skip();
    });
    return row;
  };
}

/** The reader of a field's value, or of NULL. */
export const fieldReader = (type: DataType, options: JsonReadOptions): Reader =>
  orNull(readerOf(type, options));

function orNull(read: Reader): Reader {
  return (cursor, unfit) => {
    if (cursor.peek() !== "null") return read(cursor, unfit);
    cursor.word("null");
    return null;
  };
}
