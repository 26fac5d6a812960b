import { DataFrame } from "../../sql/data-frame.js";
import { SparkSession } from "../../sql/spark-session.js";
import { type StructType, simpleString } from "../../types/index.js";
import type { CallPlace, PureExpression } from "../evaluate/completion-messages.js";
import type { CompletionItem } from "./completion.js";
import { evaluatePure, receiverOf } from "./evaluate-pure.js";

/** The values that names stand for at the prompt now. */
export interface LiveNames {
  lookUp(name: string): unknown;
  /** What the user defined, the newest last. */
  readonly names: readonly string[];
}

const mostOthers = 20;

/** The tables and columns that the session has now, looked up without running anything of the user's. */
export class LiveSession {
  constructor(private readonly live: LiveNames) {}

  get tables(): readonly string[] {
    const spark = this.live.lookUp("spark");
    return spark instanceof SparkSession ? spark.catalog.listTables().map(({ name }) => name) : [];
  }

  /** The columns of a view; none when there is none of that name. */
  columnsOfTable(name: string): CompletionItem[] {
    const spark = this.live.lookUp("spark");
    if (!(spark instanceof SparkSession) || !spark.catalog.tableExists(name)) return [];
    return columnsOf(spark.table(name).schema);
  }

  /** The columns of the DataFrame that a call is about: of its receiver, or of the nearest DataFrame that this is made of. */
  schemaAt(calls: readonly CallPlace[]): StructType | undefined {
    for (const { value } of calls)
      for (let each: PureExpression | null = value; each; each = receiverOf(each)) {
        const found = evaluatePure(each, this.live);
        if (found instanceof DataFrame) return found.schema;
      }
    return undefined;
  }

  /** The columns of the newest DataFrames, for a place that belongs to none. */
  get anyColumns(): CompletionItem[] {
    const frames = this.live.names
      .slice(-10 * mostOthers)
      .map(name => this.live.lookUp(name))
      .filter(value => value instanceof DataFrame)
      .slice(-mostOthers);
    const columns = frames.reverse().flatMap(({ schema }) => columnsOf(schema));
    return [...new Map(columns.reverse().map(column => [column.label, column])).values()].reverse();
  }
}

/** The columns of a schema, or the fields within the structs that the text names before its last dot. */
export function columnsOf(schema: StructType, typed = ""): CompletionItem[] {
  const path = typed.split(".").slice(0, -1);
  let { fields } = schema;
  for (const name of path) {
    const type = fields.find(field => field.name.toLowerCase() === name.toLowerCase())?.dataType;
    const struct = type?.kind === "array" ? type.elementType : type;
    if (struct?.kind !== "struct") return [];
    fields = struct.fields;
  }
  const before = path.map(name => `${name}.`).join("");
  return fields.map(({ name, dataType }) => ({
    label: name,
    insert: before + quoted(name),
    detail: simpleString(dataType),
  }));
}

const quoted = (name: string): string => (/[.`]/.test(name) ? `\`${name.replaceAll("`", "``")}\`` : name);
