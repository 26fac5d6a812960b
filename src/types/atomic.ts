/** How Spark spells a type: in schemas shown to people, in SQL, and in JSON and `printSchema`. */
export interface TypeNames {
  readonly simpleString: string;
  readonly sql: string;
  readonly typeName: string;
}

const names = {
  void: ["void", "VOID", "void"],
  boolean: ["boolean", "BOOLEAN", "boolean"],
  byte: ["tinyint", "TINYINT", "byte"],
  short: ["smallint", "SMALLINT", "short"],
  integer: ["int", "INT", "integer"],
  long: ["bigint", "BIGINT", "long"],
  float: ["float", "FLOAT", "float"],
  double: ["double", "DOUBLE", "double"],
  string: ["string", "STRING", "string"],
  binary: ["binary", "BINARY", "binary"],
  date: ["date", "DATE", "date"],
  timestamp: ["timestamp", "TIMESTAMP", "timestamp"],
  timestamp_ntz: ["timestamp_ntz", "TIMESTAMP_NTZ", "timestamp_ntz"],
  interval: ["interval", "INTERVAL", "interval"],
  variant: ["variant", "VARIANT", "variant"],
} as const;

export type AtomicKind = keyof typeof names;

/** A type without parameters: a row of the table above. */
export interface AtomicType {
  readonly kind: AtomicKind;
}

export const atomicKinds = Object.keys(names) as readonly AtomicKind[];

export function atomicNames(kind: AtomicKind): TypeNames {
  const [simpleString, sql, typeName] = names[kind];
  return { simpleString, sql, typeName };
}

const atomic = (kind: AtomicKind): AtomicType => Object.freeze({ kind });

export const VoidType = atomic("void");
export const BooleanType = atomic("boolean");
export const ByteType = atomic("byte");
export const ShortType = atomic("short");
export const IntegerType = atomic("integer");
export const LongType = atomic("long");
export const FloatType = atomic("float");
export const DoubleType = atomic("double");
export const StringType = atomic("string");
export const BinaryType = atomic("binary");
export const DateType = atomic("date");
export const TimestampType = atomic("timestamp");
/** @public As `TimestampNTZType` at the prompt. */
export const TimestampNTZType = atomic("timestamp_ntz");
export const CalendarIntervalType = atomic("interval");
export const VariantType = atomic("variant");
