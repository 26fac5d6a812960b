import { literal, sortOrder } from "../plan/expressions/create.js";
import type { FrameBound, WindowSpec as Spec } from "../plan/expressions/expression.js";
import { IntegerType, LongType } from "../types/index.js";
import type { Column } from "./column.js";

/** What partitions and orders take: `col("k")`; names go through `Window.partitionBy("k")` at the prompt. */
type Columns = readonly Column[];

const empty: Spec = { partitionBy: [], orderBy: [], frame: null };

/** A window: how rows are partitioned, ordered, and which of them a function sees. Each step answers a new one. */
export class WindowSpec {
  /** @internal */
  constructor(
    /** @internal */
    readonly spec: Spec = empty,
  ) {}

  /** @internal */
  partitioned(columns: Columns): WindowSpec {
    return new WindowSpec({ ...this.spec, partitionBy: columns.map(column => column.expression) });
  }

  /** @internal */
  ordered(columns: Columns): WindowSpec {
    const orderBy = columns.map(({ expression }) =>
      expression.kind === "sortOrder" ? expression : sortOrder(expression),
    );
    return new WindowSpec({ ...this.spec, orderBy });
  }

  /** The frame in rows: from `start` to `end` rows after (negative: before) the current one. */
  rowsBetween(start: number, end: number): WindowSpec {
    return this.framed("rows", start, end);
  }

  /** The frame in values of the order: from `start` to `end` more than the current row's. */
  rangeBetween(start: number, end: number): WindowSpec {
    return this.framed("range", start, end);
  }

  private framed(unit: "rows" | "range", start: number, end: number): WindowSpec {
    return new WindowSpec({ ...this.spec, frame: { unit, lower: bound(start), upper: bound(end) } });
  }
}

function bound(value: number): FrameBound {
  if (value === Number.NEGATIVE_INFINITY) return "unboundedPreceding";
  if (value === Number.POSITIVE_INFINITY) return "unboundedFollowing";
  if (value === 0) return "currentRow";
  return Math.abs(value) < 2 ** 31 ? literal(value, IntegerType) : literal(BigInt(value), LongType);
}
