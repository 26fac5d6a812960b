import type { SchemaElement } from "hyparquet";
import type { DataType, StructType } from "../../../types/index.js";

/** A column of a file: its physical type and what that stands for. */
type Leaf = Pick<
  SchemaElement,
  "type" | "converted_type" | "logical_type" | "type_length" | "precision" | "scale"
>;

const leaves: Readonly<Partial<Record<DataType["kind"], Leaf>>> = {
  boolean: { type: "BOOLEAN" },
  // Without their logical types: the library writes a bit width that Spark's reader does not take.
  byte: { type: "INT32", converted_type: "INT_8" },
  short: { type: "INT32", converted_type: "INT_16" },
  integer: { type: "INT32" },
  yearmonth: { type: "INT32" },
  long: { type: "INT64" },
  daytime: { type: "INT64" },
  float: { type: "FLOAT" },
  double: { type: "DOUBLE" },
  string: { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } },
  binary: { type: "BYTE_ARRAY" },
  date: { type: "INT32", converted_type: "DATE", logical_type: { type: "DATE" } },
  timestamp: {
    type: "INT64",
    converted_type: "TIMESTAMP_MICROS",
    logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MICROS" },
  },
  timestamp_ntz: {
    type: "INT64",
    converted_type: "TIMESTAMP_MICROS",
    logical_type: { type: "TIMESTAMP", isAdjustedToUTC: false, unit: "MICROS" },
  },
};

/** Whether Parquet files hold the type. */
export function canBeParquet(type: DataType): boolean {
  switch (type.kind) {
    case "array":
      return canBeParquet(type.elementType);
    case "map":
      return canBeParquet(type.keyType) && canBeParquet(type.valueType);
    case "struct":
      return type.fields.every(field => canBeParquet(field.dataType));
    default:
      return type.kind === "decimal" || leaves[type.kind] !== undefined;
  }
}

/** A schema as the list of elements that a file's footer has, laid out as Spark lays it out. */
export const schemaElements = ({ fields }: StructType): SchemaElement[] => [
  { name: "spark_schema", num_children: fields.length },
  ...fields.flatMap(field => elementsOf(field.name, field.dataType, "OPTIONAL")),
];

type Repetition = "OPTIONAL" | "REQUIRED";

function elementsOf(name: string, type: DataType, repetition_type: Repetition): SchemaElement[] {
  switch (type.kind) {
    case "array":
      return [
        { name, repetition_type, num_children: 1, converted_type: "LIST", logical_type: { type: "LIST" } },
        { name: "list", repetition_type: "REPEATED", num_children: 1 },
        ...elementsOf("element", type.elementType, "OPTIONAL"),
      ];
    case "map":
      return [
        { name, repetition_type, num_children: 1, converted_type: "MAP", logical_type: { type: "MAP" } },
        { name: "key_value", repetition_type: "REPEATED", num_children: 2 },
        ...elementsOf("key", type.keyType, "REQUIRED"),
        ...elementsOf("value", type.valueType, "OPTIONAL"),
      ];
    case "struct":
      return [
        { name, repetition_type, num_children: type.fields.length },
        ...type.fields.flatMap(field => elementsOf(field.name, field.dataType, "OPTIONAL")),
      ];
    case "decimal":
      return [{ name, repetition_type, ...decimal(type.precision, type.scale) }];
    default:
      return [{ name, repetition_type, ...leaves[type.kind] }];
  }
}

function decimal(precision: number, scale: number): Leaf {
  const what = {
    converted_type: "DECIMAL",
    logical_type: { type: "DECIMAL", precision, scale },
    precision,
    scale,
  } as const;
  if (precision <= 9) return { type: "INT32", ...what };
  if (precision <= 18) return { type: "INT64", ...what };
  const bits = (10n ** BigInt(precision)).toString(2).length + 1;
  return { type: "FIXED_LEN_BYTE_ARRAY", type_length: Math.ceil(bits / 8), ...what };
}
