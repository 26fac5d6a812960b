import { dirname, relative, sep } from "node:path";
import { textReader } from "../../types/csv/text-reader.js";
import {
  type DataType,
  DateType,
  DoubleType,
  IntegerType,
  LongType,
  StringType,
  StructField,
  TimestampType,
  type Value,
} from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import type { InputFile } from "./list-files.js";

const NULL_VALUE = "__HIVE_DEFAULT_PARTITION__";

/** What the folders above a file say: columns by name, null for NULL. */
export type PartitionValues = ReadonlyMap<string, string | null>;

/** The `k=v` folders between a file and the root it was found under; undefined where other folders lie between. */
export function partitionValues(file: string, root: string): PartitionValues | undefined {
  const folders = relative(root, dirname(file))
    .split(sep)
    .filter(each => each !== "" && each !== "..");
  if (file === root) return new Map();
  const values = folders.map(folder => /^([^=]+)=(.*)$/s.exec(folder));
  if (values.includes(null)) return undefined;
  return new Map(values.map(match => [decoded(match![1]!), textOf(match![2]!)]));
}

const textOf = (text: string) => (text === NULL_VALUE ? null : decoded(text));
const decoded = (text: string) =>
  text.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));

/** The columns that the files' folders make, with the types that all values fit. @throws AnalysisException when names differ */
export function partitionFields(
  files: readonly InputFile[],
  rootOf: (file: InputFile) => string,
  timeZone: string,
  inferTypes: boolean,
): StructField[] {
  const found = files.flatMap(file => {
    const values = partitionValues(file.path, rootOf(file));
    return values ? [{ folder: dirname(file.path), values }] : [];
  });
  const lists = new Map(found.map(({ values, folder }) => [[...values.keys()].join(", "), folder]));
  if (lists.size > 1) throw conflicting([...lists]);
  const names = [...(found[0]?.values.keys() ?? [])];
  return names.map(name => {
    const types = found.map(({ values }) => typeOf(values.get(name)!, timeZone));
    const known = types.filter(type => type !== null);
    const type = known.length === 0 || !inferTypes ? StringType : known.reduce(wider);
    return new StructField(name, type);
  });
}

function conflicting(lists: readonly [string, string][]): AnalysisException {
  const names = lists.map(([list], i) => `\tPartition column name list #${i}: ${list}`).join("\n");
  const folders = lists.map(([, folder]) => `\tfile:${folder}`).join("\n");
  return new AnalysisException(
    "CONFLICTING_PARTITION_COLUMN_NAMES",
    `Conflicting partition column names detected:\n\n${names}\n\nFor partitioned table directories, data files should only live in leaf directories.\nAnd directories at the same level should have the same partition column name.\nPlease check the following directories for unexpected files or inconsistent partition column names:\n\n${folders}`,
    "KD009",
  );
}

const candidates: readonly DataType[] = [IntegerType, LongType, DoubleType, DateType, TimestampType];

function typeOf(text: string | null, timeZone: string): DataType | null {
  if (text === null) return null;
  return candidates.find(type => partitionValue(text, type, timeZone) !== undefined) ?? StringType;
}

/** Numbers of different kinds have no type in common but text: `1.5` beside `99999999999`. */
function wider(a: DataType, b: DataType): DataType {
  if (a === b) return a;
  const kinds = [a.kind, b.kind].sort().join(" ");
  if (kinds === "integer long") return LongType;
  return kinds === "date timestamp" ? TimestampType : StringType;
}

/** A folder's value as a type; undefined where it is none. */
export function partitionValue(text: string, type: DataType, timeZone: string): Value | undefined {
  if (type.kind === "string") return text;
  if (type.kind === "date" && !/^\d{4}-\d{1,2}-\d{1,2}$/.test(text)) return undefined;
  if (type.kind === "double" && !/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text)) return undefined;
  return textReader(type, { timeZone })(text);
}
