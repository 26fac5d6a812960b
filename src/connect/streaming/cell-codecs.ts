import { parseDecimal, rescale } from "../../types/decimal-value.js";
import { BinaryType, type DataType, StringType, type TypeKind, type Value } from "../../types/index.js";
import { jsonValueReader } from "../../types/json/json-rows.js";
import { parseDate, parseTimestampNtz } from "../../types/parse-timestamp.js";
import type { ExpressionInit } from "../encode/expression.js";
import { textLiteral } from "../encode/expression.js";

/** How a column's values travel in figures of a micro-batch, which are JSON: as text that the client reads again. */
interface CellCodec {
  readonly encode: (column: ExpressionInit) => ExpressionInit;
  readonly decode: (text: string) => Value;
  /** Of what comes out: text where the type has no plain form. */
  readonly type: DataType;
}

export const call = (functionName: string, ...args: readonly ExpressionInit[]): ExpressionInit => ({
  exprType: { case: "unresolvedFunction", value: { functionName, arguments: [...args] } },
});
const asText = (expr: ExpressionInit): ExpressionInit => ({
  exprType: { case: "cast", value: { expr, castToType: { case: "typeStr", value: "STRING" } } },
});

const text = (): CellCodec => ({ encode: asText, decode: value => value, type: StringType });
const parsed =
  (decode: (text: string) => Value) =>
  (type: DataType): CellCodec => ({ encode: asText, decode, type });
const number = parsed(Number);
const JSON_TIMESTAMP = "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX";
const JSON_TIMESTAMP_NTZ = "yyyy-MM-dd'T'HH:mm:ss.SSSSSS";

const nested = (type: DataType): CellCodec => {
  const options = {
    timestampFormat: JSON_TIMESTAMP,
    timestampNTZFormat: JSON_TIMESTAMP_NTZ,
    ignoreNullFields: "false",
  };
  const map = call("map", ...Object.entries(options).flatMap(pair => pair.map(textLiteral)));
  const read = jsonValueReader(type, { timeZone: "UTC" } as Parameters<typeof jsonValueReader>[1]);
  return { encode: column => call("to_json", column, map), decode: value => read(value) as Value, type };
};

const kinds: { readonly [K in TypeKind]: (type: Extract<DataType, { kind: K }>) => CellCodec } = {
  void: text,
  boolean: parsed(value => value === "true"),
  byte: number,
  short: number,
  integer: number,
  long: parsed(BigInt),
  float: number,
  double: number,
  decimal: type =>
    parsed(value => {
      const { unscaled, scale } = parseDecimal(value)!;
      return rescale(unscaled, scale, type.scale);
    })(type),
  string: text,
  binary: () => ({
    encode: column => call("hex", column),
    decode: value => Buffer.from(value, "hex"),
    type: BinaryType,
  }),
  date: parsed(value => parseDate(value) ?? null),
  timestamp: type => ({ encode: column => asText(call("unix_micros", column)), decode: BigInt, type }),
  timestamp_ntz: parsed(value => parseTimestampNtz(value) ?? null),
  interval: text,
  variant: text,
  time: text,
  daytime: text,
  yearmonth: text,
  array: nested,
  map: type => (type.keyType.kind === "string" ? nested(type) : text()),
  struct: nested,
};

export function cellCodec(type: DataType): CellCodec {
  return (kinds[type.kind] as (type: DataType) => CellCodec)(type);
}
