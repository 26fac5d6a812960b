import { writeFileSync } from "node:fs";
import type { DataType, StructType, Value } from "../../../types/index.js";
import { SparkError } from "../../../util/errors.js";
import type { OptionMap } from "../../../util/options.js";
import type { FileWriter } from "../file-writers.js";
import { checkTypes } from "../unsupported-type.js";
import { compressor, packings } from "./codecs.js";
import { canBeParquet, schemaElements } from "./schema-elements.js";
import { ROW_METADATA } from "./spark-types.js";

/** Rows of a row group: as many as stay in memory for each open file. */
const GROUP_ROWS = 100_000;

/** Parquet as Spark writes it: TIMESTAMP in microseconds, nested types in three levels, the schema in the footer. */
export function parquetWriter(schema: StructType, options: OptionMap): FileWriter {
  checkTypes("Parquet", schema, canBeParquet);
  const { codec, extension } = packingOf(options.get("compression") ?? options.get("parquet.compression"));
  const toRaw = schema.fields.map(field => rawOf(field.dataType));
  const elements = schemaElements(schema);
  const kvMetadata = [{ key: ROW_METADATA, value: schema.json }];
  const library = Promise.all([import("hyparquet-writer"), compressor(codec)]);
  return {
    extension,
    create(path) {
      writeFileSync(path, "");
      let columns: unknown[][] = toRaw.map(() => []);
      let rows = 0;
      // Opened when there is something to write: until then what fails leaves nothing that goes on.
      const open = () =>
        library.then(([{ fileWriter, ParquetWriter }, compressors]) => {
          const writer = fileWriter(path);
          return new ParquetWriter({
            writer,
            schema: elements,
            codec,
            compressors,
            kvMetadata,
            createdBy: "tweet-shell",
          });
        });
      let writing: ReturnType<typeof open> | undefined;
      let written: Promise<unknown> = Promise.resolve();
      const flush = () => {
        const columnData = columns.map((data, i) => ({ name: schema.fields[i]!.name, data }));
        if (rows > 0) {
          writing ??= open();
          written = Promise.all([writing, written]).then(([writer]) =>
            writer.write({ columnData, rowGroupSize: GROUP_ROWS }),
          );
          // close() tells what failed; without it the folder is gone, and nobody asks.
          written.catch(() => {});
        }
        columns = toRaw.map(() => []);
        rows = 0;
      };
      return {
        write(row) {
          for (let i = 0; i < toRaw.length; i++) columns[i]!.push(toRaw[i]!(row[i]!));
          if (++rows === GROUP_ROWS) flush();
        },
        async close() {
          flush();
          await written;
          await (await (writing ?? open())).finish();
        },
      };
    },
  };
}

function packingOf(given: string | undefined): (typeof packings)[string] {
  const name = (given ?? "snappy").toLowerCase();
  if (Object.hasOwn(packings, name)) return packings[name]!;
  throw new SparkError(
    "CODEC_NOT_AVAILABLE.WITH_AVAILABLE_CODECS_SUGGESTION",
    `The codec ${given} is not available. Available codecs are ${Object.keys(packings).join(", ")}.`,
    "56038",
  );
}

/** A value as the library writes it: structs and maps' entries by their names, everything else as it is. */
function rawOf(type: DataType): (value: Value) => unknown {
  switch (type.kind) {
    case "array": {
      const item = rawOf(type.elementType);
      return value => value && (value as Value[]).map(item);
    }
    case "map": {
      const [key, item] = [rawOf(type.keyType), rawOf(type.valueType)];
      return value => value && (value as [Value, Value][]).map(([k, v]) => ({ key: key(k), value: item(v) }));
    }
    case "struct": {
      const fields = type.fields.map(field => [field.name, rawOf(field.dataType)] as const);
      return value =>
        value && Object.fromEntries(fields.map(([name, raw], i) => [name, raw((value as Value[])[i]!)]));
    }
    default:
      return value => value;
  }
}
