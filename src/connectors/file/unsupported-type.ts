import { type DataType, type StructType, sqlName } from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";

/** Refuses a schema with a column that files of a format cannot hold. @throws AnalysisException */
export function checkTypes(
  label: string,
  { fields }: StructType,
  isSupported: (type: DataType) => boolean,
): void {
  const field = fields.find(({ dataType }) => !isSupported(dataType));
  if (field)
    throw new AnalysisException(
      "UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE",
      `The ${label} datasource doesn't support the column \`${field.name}\` of the type "${sqlName(field.dataType)}".`,
      "0A000",
    );
}
