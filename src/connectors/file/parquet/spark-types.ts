import type { FileMetaData, SchemaElement, SchemaTree } from "hyparquet";
import {
  ArrayType,
  BinaryType,
  BooleanType,
  ByteType,
  type DataType,
  DateType,
  DecimalType,
  DoubleType,
  FloatType,
  IntegerType,
  LongType,
  MapType,
  ShortType,
  StringType,
  StructField,
  StructType,
  TimestampNTZType,
  TimestampType,
} from "../../../types/index.js";
import { typeFromJson } from "../../../types/read-type-json.js";
import { AnalysisException } from "../../../util/errors.js";

/** Where Spark keeps a file's schema, with types that Parquet has no name for. */
export const ROW_METADATA = "org.apache.spark.sql.parquet.row.metadata";

/** The schema of a file: the one that Spark has written into it, else what its own types stand for. */
export function schemaOfFile(metadata: FileMetaData, root: SchemaTree): StructType {
  const kept = metadata.key_value_metadata?.find(({ key }) => key === ROW_METADATA)?.value;
  const known = kept === undefined ? undefined : typeFromJson(JSON.parse(kept));
  return known?.kind === "struct" ? known : structOf(root);
}

const structOf = ({ children }: SchemaTree): StructType =>
  new StructType(children.map(child => new StructField(child.element.name, sparkType(child))));

/** What a column of a file is to Spark. @throws AnalysisException for what it does not know either */
function sparkType(node: SchemaTree): DataType {
  const { element } = node;
  if (element.type) return leafType(element);
  if (isMap(node)) {
    const [key, value] = node.children[0]!.children as [SchemaTree, SchemaTree];
    return MapType(sparkType(key), sparkType(value));
  }
  const item = listElement(node);
  return item ? ArrayType(sparkType(item)) : structOf(node);
}

export const isMap = ({ element, children }: SchemaTree): boolean =>
  (element.converted_type === "MAP" || element.logical_type?.type === "MAP") &&
  children[0]?.children.length === 2;

/** A list's element: below the repeated group, or in old files that itself. */
export function listElement({ element, children }: SchemaTree): SchemaTree | undefined {
  if (element.converted_type !== "LIST" && element.logical_type?.type !== "LIST") return undefined;
  const [repeated] = children;
  return repeated?.children.length === 1 ? repeated.children[0] : repeated;
}

function leafType(element: SchemaElement): DataType {
  const { type, converted_type: converted, logical_type: logical, precision = 10, scale = 0 } = element;
  if (converted === "DECIMAL" || logical?.type === "DECIMAL") return DecimalType(precision, scale);
  switch (type) {
    case "BOOLEAN":
      return BooleanType;
    case "INT32":
      if (converted === "DATE" || logical?.type === "DATE") return DateType;
      return (
        { INT_8: ByteType, UINT_8: ShortType, INT_16: ShortType, UINT_16: IntegerType, UINT_32: LongType }[
          converted as string
        ] ?? IntegerType
      );
    case "INT64":
      if (logical?.type === "TIMESTAMP") return logical.isAdjustedToUTC ? TimestampType : TimestampNTZType;
      if (converted?.startsWith("TIMESTAMP")) return TimestampType;
      return converted === "UINT_64" ? DecimalType(20, 0) : LongType;
    case "INT96":
      return TimestampType;
    case "FLOAT":
      return FloatType;
    case "DOUBLE":
      return DoubleType;
    case "BYTE_ARRAY":
      return ["UTF8", "ENUM", "JSON"].includes(converted ?? "") || logical?.type === "STRING"
        ? StringType
        : BinaryType;
    case "FIXED_LEN_BYTE_ARRAY":
      return BinaryType;
    default:
      throw new AnalysisException(
        null,
        `The Parquet type ${type} of the column ${element.name} is not supported.`,
      );
  }
}
