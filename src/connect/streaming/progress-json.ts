import type { ObservedRow, QueryProgress } from "../../contracts/query-progress.js";
import * as types from "../../types/index.js";
import { StructField, StructType, type Value } from "../../types/index.js";
import { LocalBatches } from "./local-batches.js";

/** Progress as Spark writes it, with the figures of observations as JSON. */
export interface ProgressJson extends Omit<QueryProgress, "observedMetrics" | "eventTime"> {
  readonly eventTime?: QueryProgress["eventTime"];
  readonly observedMetrics?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The server's report as ours. */
export function progressOf(json: ProgressJson): QueryProgress {
  const observed = Object.entries(json.observedMetrics ?? {}).filter(([name]) => !LocalBatches.isOwn(name));
  return {
    ...json,
    name: json.name ?? null,
    eventTime: json.eventTime ?? {},
    stateOperators: json.stateOperators ?? [],
    sources: json.sources ?? [],
    observedMetrics: Object.fromEntries(observed.map(([name, row]) => [name, rowOf(row)])),
  };
}

/** JSON knows few types: whole numbers become BIGINT, the rest what it says. */
function rowOf(json: Readonly<Record<string, unknown>>): ObservedRow {
  const typed = Object.entries(json).map(([name, value]) => ({ name, ...typedOf(value) }));
  return {
    schema: new StructType(typed.map(({ name, type }) => new StructField(name, type))),
    values: typed.map(({ value }) => value),
  };
}

function typedOf(value: unknown): { type: types.DataType; value: Value } {
  if (value === null || value === undefined) return { type: types.VoidType, value: null };
  if (typeof value === "boolean") return { type: types.BooleanType, value };
  if (typeof value === "number")
    return Number.isInteger(value)
      ? { type: types.LongType, value: BigInt(value) }
      : { type: types.DoubleType, value };
  if (Array.isArray(value)) {
    const items = value.map(typedOf);
    const type = types.ArrayType(items[0]?.type ?? types.VoidType);
    return { type, value: items.map(item => item.value) };
  }
  if (typeof value === "object") {
    const { schema, values } = rowOf(value as Record<string, unknown>);
    return { type: schema, value: values };
  }
  return { type: types.StringType, value: String(value) };
}
