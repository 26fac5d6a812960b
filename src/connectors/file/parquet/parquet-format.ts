import { pathToFileURL } from "node:url";
import { parquetScan } from "hyparquet";
import { nullableThroughout } from "../../../plan/functions/json.js";
import { type StructField, StructType, simpleString } from "../../../types/index.js";
import { ConstantVector, type Vector, vectorBuilder } from "../../../types/vector/index.js";
import { SparkError } from "../../../util/errors.js";
import type { FileFormat } from "../file-format.js";
import { failedRead } from "../parse-mode.js";
import { checkTypes } from "../unsupported-type.js";
import { decompressors } from "./codecs.js";
import { bare, fileBuffer, readFooter } from "./parquet-file.js";
import { childNamed, type ReadValue, TypeMismatch, valueReader } from "./read-values.js";
import { canBeParquet } from "./schema-elements.js";
import { schemaOfFile } from "./spark-types.js";

/** Parquet, column by column and a row group at a time. */
export const parquetFormat: FileFormat = {
  name: "parquet",
  label: "Parquet",
  readsColumns: true,

  check: schema => checkTypes("Parquet", schema, canBeParquet),

  infer(files, { options }) {
    const read = options.boolean("mergeSchema", false) ? files : files.slice(0, 1);
    const schemas = read.map(file => {
      try {
        const { metadata, root } = readFooter(file);
        return schemaOfFile(metadata, root);
      } catch (cause) {
        throw new SparkError(
          "FAILED_READ_FILE.CANNOT_READ_FILE_FOOTER",
          `Encountered error while reading file ${pathToFileURL(file).href}. Could not read footer. Please ensure that the file is in either ORC or Parquet format.\nIf not, please convert it to a valid format. If the file is in the valid format, please check if it is corrupt.\nIf it is, you can choose to either ignore it or fix the corruption.`,
          "KD001",
          { cause },
        );
      }
    });
    return nullableThroughout(schemas.reduce(merged)) as StructType;
  },

  async *read(path, schema) {
    const { metadata, root } = readFooter(path);
    const columns = schema.fields.map(field => {
      const node = childNamed(root, field.name);
      return node && { name: node.element.name, read: readerOf(path, node, field) };
    });
    const groups = metadata.row_groups;
    const codecs = new Set(groups.flatMap(group => group.columns.map(column => column.meta_data!.codec)));
    const names = columns.flatMap(column => (column ? [column.name] : []));
    const scan = await parquetScan({
      file: fileBuffer(path),
      metadata: bare(metadata),
      columns: names,
      compressors: await decompressors(codecs),
      parsers: { timestampFromNanoseconds: nanos => nanos },
      utf8: false,
    });
    let rowStart = 0;
    for (const group of groups) {
      const rowEnd = rowStart + Number(group.num_rows);
      const vectors: Vector[] = [];
      for (const [i, { dataType }] of schema.fields.entries()) {
        const column = columns[i];
        if (!column) {
          vectors.push(new ConstantVector(dataType, null, rowEnd - rowStart));
          continue;
        }
        const raw = await scan.readColumn({ column: column.name, rowStart, rowEnd });
        const builder = vectorBuilder(dataType, raw.length);
        for (let row = 0; row < raw.length; row++) builder.set(row, column.read(raw[row]));
        vectors.push(builder.finish());
      }
      yield { length: rowEnd - rowStart, columns: vectors };
      rowStart = rowEnd;
    }
  },
};

function readerOf(path: string, node: Parameters<typeof valueReader>[0], field: StructField): ReadValue {
  try {
    return valueReader(node, field.dataType);
  } catch (error) {
    if (!(error instanceof TypeMismatch)) throw failedRead(path, error);
    throw new SparkError(
      "FAILED_READ_FILE.PARQUET_COLUMN_DATA_TYPE_MISMATCH",
      `Encountered error while reading file ${pathToFileURL(path).href}. Data type mismatches when reading Parquet column [${node.element.name}]. Expected Spark type ${simpleString(error.type)}, actual Parquet type ${error.physical}.`,
      "KD001",
    );
  }
}

/** The fields of both; those of one name are the first's. */
const merged = (a: StructType, b: StructType): StructType =>
  new StructType([
    ...a.fields,
    ...b.fields.filter(
      field => !a.fields.some(({ name }) => name.toLowerCase() === field.name.toLowerCase()),
    ),
  ]);
