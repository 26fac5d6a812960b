/** An aggregate of what a closure makes of each row (Spark's `expressions.scalalang.typed`). */
export interface TypedAggregate<T> {
  readonly aggregate: "avg" | "sum" | "count";
  readonly type: "DOUBLE" | "BIGINT";
  readonly name: string;
  of(row: T): unknown;
}

/** Aggregates for `groupByKey(…).agg(…)`: `typed.avg(_.signal)`. */
export const typed = Object.freeze({
  avg: <T>(of: (row: T) => number): TypedAggregate<T> => ({
    aggregate: "avg",
    type: "DOUBLE",
    name: "TypedAverage",
    of,
  }),
  count: <T>(of: (row: T) => unknown): TypedAggregate<T> => ({
    aggregate: "count",
    type: "BIGINT",
    name: "TypedCount",
    of: row => (of(row) === null ? null : 1),
  }),
  sum: <T>(of: (row: T) => number): TypedAggregate<T> => ({
    aggregate: "sum",
    type: "DOUBLE",
    name: "TypedSumDouble",
    of,
  }),
  sumLong: <T>(of: (row: T) => number | bigint): TypedAggregate<T> => ({
    aggregate: "sum",
    type: "BIGINT",
    name: "TypedSumLong",
    of,
  }),
});
