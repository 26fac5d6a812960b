import type { MessageInitShape } from "@bufbuild/protobuf";
import type { DataType, StructType, TypeKind } from "../../types/index.js";
import type { DataTypeSchema } from "../proto/generated/types_pb.js";

export type TypeInit = MessageInitShape<typeof DataTypeSchema>;
type KindInit = NonNullable<TypeInit["kind"]>;
type Of<K extends TypeKind> = Extract<DataType, { kind: K }>;

const plain = (of: KindInit["case"]) => () => ({ case: of, value: {} }) as KindInit;

const kinds: { readonly [K in TypeKind]: (type: Of<K>) => KindInit } = {
  void: plain("null"),
  boolean: plain("boolean"),
  byte: plain("byte"),
  short: plain("short"),
  integer: plain("integer"),
  long: plain("long"),
  float: plain("float"),
  double: plain("double"),
  string: () => ({ case: "string", value: { collation: "UTF8_BINARY" } }),
  binary: plain("binary"),
  date: plain("date"),
  timestamp: plain("timestamp"),
  timestamp_ntz: plain("timestampNtz"),
  interval: plain("calendarInterval"),
  variant: plain("variant"),
  decimal: ({ precision, scale }) => ({ case: "decimal", value: { precision, scale } }),
  time: ({ precision }) => ({ case: "time", value: { precision } }),
  daytime: ({ start, end }) => ({ case: "dayTimeInterval", value: { startField: start, endField: end } }),
  yearmonth: ({ start, end }) => ({ case: "yearMonthInterval", value: { startField: start, endField: end } }),
  array: ({ elementType, containsNull }) => ({
    case: "array",
    value: { elementType: encodeType(elementType), containsNull },
  }),
  map: ({ keyType, valueType, valueContainsNull }) => ({
    case: "map",
    value: { keyType: encodeType(keyType), valueType: encodeType(valueType), valueContainsNull },
  }),
  struct: ({ fields }: StructType) => ({
    case: "struct",
    value: {
      fields: fields.map(({ name, dataType, nullable }) => ({
        name,
        dataType: encodeType(dataType),
        nullable,
      })),
    },
  }),
};

export function encodeType(type: DataType): TypeInit {
  return { kind: (kinds[type.kind] as (type: DataType) => KindInit)(type) };
}
