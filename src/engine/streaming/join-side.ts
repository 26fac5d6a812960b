import type { Value } from "../../types/index.js";
import { StateRows } from "./state-rows.js";
import type { StatefulOperator } from "./stateful-operator.js";

/** A row that one side of a stream–stream join keeps. */
export interface KeptRow {
  readonly row: readonly Value[];
  /** Whether it has been put out already: by a partner, where that matters. */
  readonly matched: boolean;
}

/**
 * The rows of one side, by join key and a number from 0 within the key, so that a key with many rows costs what is
 * touched of it; how many a key has stands in a store of its own.
 */
export class JoinSide {
  private readonly rows = new StateRows();

  constructor(
    private readonly operator: StatefulOperator,
    private readonly name: "left" | "right",
  ) {}

  add(key: readonly Value[], row: readonly Value[], matched: boolean, expiry: number | undefined): void {
    const count = this.count(key);
    this.put(key, count, { row, matched }, expiry);
    this.setCount(key, count + 1);
  }

  *of(key: readonly Value[]): Iterable<KeptRow & { readonly index: number }> {
    for (let index = 0, count = this.count(key); index < count; index++)
      yield { ...this.rows.readValue<KeptRow>(this.store.get(this.rows.key([...key, index]))!), index };
  }

  /** Notes that a row has found a partner. */
  mark(key: readonly Value[], index: number, row: readonly Value[], expiry: number | undefined): void {
    this.put(key, index, { row, matched: true }, expiry);
  }

  /** Takes out the rows that expire at or before `time`. @param width of the join key */
  *takeExpired(time: number, width: number, expiryOf: Expiry): Iterable<KeptRow> {
    for (const entry of this.operator.takeExpired(time, this.name)) {
      const key = this.rows.readKey(entry.key, width + 1);
      const index = key.pop() as number;
      const kept = this.rows.readValue<KeptRow>(entry.value);
      this.fill(key, index, expiryOf);
      yield kept;
    }
  }

  /** The key's last row takes the number that has become free. */
  private fill(key: readonly Value[], index: number, expiryOf: Expiry): void {
    const last = this.count(key) - 1;
    if (index < last) {
      const lastKey = this.rows.key([...key, last]);
      const moved = this.rows.readValue<KeptRow>(this.store.get(lastKey)!);
      this.store.remove(lastKey);
      this.put(key, index, moved, expiryOf(key, moved.row));
    }
    this.setCount(key, last);
  }

  private put(key: readonly Value[], index: number, kept: KeptRow, expiry: number | undefined): void {
    this.store.put(
      this.rows.key([...key, index]),
      this.rows.value({ row: kept.row, matched: kept.matched }),
      expiry,
    );
    this.operator.rowsUpdated++;
  }

  private count(key: readonly Value[]): number {
    const value = this.operator.storeOf(`${this.name}-keys`).get(this.rows.key(key));
    return value ? this.rows.readValue<number>(value) : 0;
  }

  private setCount(key: readonly Value[], count: number): void {
    const store = this.operator.storeOf(`${this.name}-keys`);
    if (count === 0) store.remove(this.rows.key(key));
    else store.put(this.rows.key(key), this.rows.value(count));
  }

  private get store() {
    return this.operator.storeOf(this.name);
  }
}

/** When a row of this key can be forgotten; undefined: never. */
export type Expiry = (key: readonly Value[], row: readonly Value[]) => number | undefined;
