import type { Attribute } from "../../plan/expressions/expression.js";
import type { Value } from "../../types/index.js";
import { type ColumnBatch, takeRows, type Vector } from "../../types/vector/index.js";
import type { StatefulOperator } from "./stateful-operator.js";

/** An event time in microseconds since 1970: of a time window its end. Undefined for NULL. */
export function eventMicros(value: Value | undefined): number | undefined {
  if (value === null || value === undefined) return undefined;
  return Array.isArray(value) ? eventMicros(value[1] as Value) : Number(value);
}

/** The rows of a batch that are not older than the watermark; the others are counted. */
export function dropLate(
  batch: ColumnBatch,
  input: readonly Attribute[],
  eventTime: Attribute | undefined,
  operator: StatefulOperator,
): ColumnBatch {
  const { late } = operator;
  const column = batch.columns[input.findIndex(each => each.id === eventTime?.id)];
  if (!column || late === undefined) return batch;
  const rows = timely(column, batch.length, late);
  operator.rowsDropped += batch.length - rows.length;
  return rows.length === batch.length ? batch : takeRows(batch, rows);
}

function timely(column: Vector, length: number, late: number): Int32Array {
  const rows = new Int32Array(length);
  let count = 0;
  for (let i = 0; i < length; i++) {
    const time = eventMicros(column.get(i));
    if (time === undefined || time > late) rows[count++] = i;
  }
  return rows.subarray(0, count);
}
