import type { MessageInitShape } from "@bufbuild/protobuf";
import { type DataType, sqlName, type TypeKind, type Value } from "../../types/index.js";
import { UserError } from "../../util/errors.js";
import type { Expression_LiteralSchema } from "../proto/generated/expressions_pb.js";
import { encodeType, type TypeInit } from "./data-type.js";

export type LiteralInit = MessageInitShape<typeof Expression_LiteralSchema>;
type TypedInit = NonNullable<LiteralInit["literalType"]>;
type Of<K extends TypeKind> = Extract<DataType, { kind: K }>;

const plain =
  <V>(of: TypedInit["case"]) =>
  (value: Value) =>
    ({ case: of, value: value as V }) as TypedInit;

const kinds: { readonly [K in TypeKind]: (value: Value, type: Of<K>) => TypedInit } = {
  void: () => ({ case: "null", value: encodeType({ kind: "void" }) }),
  boolean: plain<boolean>("boolean"),
  byte: plain<number>("byte"),
  short: plain<number>("short"),
  integer: plain<number>("integer"),
  long: plain<bigint>("long"),
  float: plain<number>("float"),
  double: plain<number>("double"),
  string: plain<string>("string"),
  binary: plain<Uint8Array>("binary"),
  date: plain<number>("date"),
  timestamp: plain<bigint>("timestamp"),
  timestamp_ntz: plain<bigint>("timestampNtz"),
  daytime: plain<bigint>("dayTimeInterval"),
  yearmonth: plain<number>("yearMonthInterval"),
  decimal: (value, { precision, scale }) => ({
    case: "decimal",
    value: { value: decimalText(value as bigint, scale), precision, scale },
  }),
  time: (value, { precision }) => ({ case: "time", value: { nano: value as bigint, precision } }),
  interval: value => {
    const [months, days, microseconds] = value as readonly [number, number, bigint];
    return { case: "calendarInterval", value: { months, days, microseconds } };
  },
  variant: (_value, type) => {
    throw new UserError(`A ${sqlName(type)} cannot be a literal; make it with parse_json.`);
  },
  array: (value, { elementType }) => ({
    case: "array",
    value: {
      elementType: encodeType(elementType),
      elements: (value as readonly Value[]).map(each => encodeLiteral(each, elementType)),
    },
  }),
  map: (value, { keyType, valueType }) => {
    const entries = value as readonly (readonly [Value, Value])[];
    return {
      case: "map",
      value: {
        keyType: encodeType(keyType),
        valueType: encodeType(valueType),
        keys: entries.map(([key]) => encodeLiteral(key, keyType)),
        values: entries.map(([, each]) => encodeLiteral(each, valueType)),
      },
    };
  },
  struct: (value, type) => ({
    case: "struct",
    value: {
      structType: encodeType(type),
      elements: (value as readonly Value[]).map((each, i) => encodeLiteral(each, type.fields[i]!.dataType)),
    },
  }),
};

export function encodeLiteral(value: Value, type: DataType): LiteralInit {
  if (value === null) return { literalType: { case: "null", value: encodeType(type) as TypeInit } };
  return { literalType: (kinds[type.kind] as (value: Value, type: DataType) => TypedInit)(value, type) };
}

/** `150n` of scale 2 as `1.50`. */
function decimalText(unscaled: bigint, scale: number): string {
  if (scale <= 0) return String(unscaled * 10n ** BigInt(-scale));
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
  return `${unscaled < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
