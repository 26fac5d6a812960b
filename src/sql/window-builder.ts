import { type ColumnOrName, toColumn } from "./column-or-name.js";
import { WindowSpec } from "./window.js";

/** A window being built: `Window.partitionBy("user").orderBy("ts")`. */
class WindowBuilder extends WindowSpec {
  override toString(): string {
    return "WindowSpec";
  }

  partitionBy(...columns: ColumnOrName[]): WindowBuilder {
    return new WindowBuilder(this.partitioned(columns.map(toColumn)).spec);
  }

  orderBy(...columns: ColumnOrName[]): WindowBuilder {
    return new WindowBuilder(this.ordered(columns.map(toColumn)).spec);
  }

  override rowsBetween(start: number, end: number): WindowBuilder {
    return new WindowBuilder(super.rowsBetween(start, end).spec);
  }

  override rangeBetween(start: number, end: number): WindowBuilder {
    return new WindowBuilder(super.rangeBetween(start, end).spec);
  }
}

/** Spark's `Window`: where a window's specification begins. */
export const Window = {
  /** The first row of the partition. */
  unboundedPreceding: Number.NEGATIVE_INFINITY,
  /** The last row of the partition. */
  unboundedFollowing: Number.POSITIVE_INFINITY,
  currentRow: 0,
  partitionBy: (...columns: ColumnOrName[]): WindowBuilder => new WindowBuilder().partitionBy(...columns),
  orderBy: (...columns: ColumnOrName[]): WindowBuilder => new WindowBuilder().orderBy(...columns),
  rowsBetween: (start: number, end: number): WindowBuilder => new WindowBuilder().rowsBetween(start, end),
  rangeBetween: (start: number, end: number): WindowBuilder => new WindowBuilder().rangeBetween(start, end),
};
