import { join } from "node:path";
import type { StateOperatorProgress } from "../../contracts/query-progress.js";
import type { LogicalPlan } from "../../plan/nodes/logical-plan.js";
import { readOrWriteSchema } from "../state/state-schema.js";
import { type Entry, StateStore } from "../state/state-store.js";
import { inputWatermark } from "./watermark-of.js";

/** What an operator keeps, and when it needs a batch without data. */
export interface OperatorSpec {
  /** As Spark names it in the progress: `stateStoreSave`, `dedupe`, `symmetricHashJoin` … */
  readonly name: string;
  /** The node: the watermarks of its children count. */
  readonly plan: LogicalPlan;
  /** Its stores by name, and what their rows are made of: a restart with other types is refused. */
  readonly stores: Readonly<Record<string, string>>;
  /** Whether it has something to do when the watermark has moved, even without new rows. */
  readonly actsOnWatermark: boolean;
  /** When, in milliseconds since 1970, it next has something to do whatever comes; of operators with timers. */
  nextTimerMs?(): number | undefined;
}

/**
 * A stateful operator of a query: its stores, the two watermarks of the batch that runs, and its counts. Rows at or
 * before `late` are dropped: that is the watermark of the batch before, so that what an operator further up put out when
 * the watermark moved is not late for the next one. State at or before `eviction` is done with.
 */
export class StatefulOperator {
  /** Microseconds since 1970; undefined without a watermark. */
  late: number | undefined;
  eviction: number | undefined;
  /** When the batch was begun; milliseconds since 1970. */
  batchMs = 0;
  rowsUpdated = 0;
  rowsRemoved = 0;
  rowsDropped = 0;
  private stores = new Map<string, StateStore>();
  private updateMs = 0;
  private removalMs = 0;
  private commitMs = 0;

  constructor(
    readonly spec: OperatorSpec,
    private readonly index: number,
  ) {}

  /** The store of an operator that has one. */
  get store(): StateStore {
    return this.storeOf("default");
  }

  storeOf(name: string): StateStore {
    const found = this.stores.get(name);
    if (!found) throw new Error(`the state of ${this.spec.name} is not open`);
    return found;
  }

  /** Opens the state as the last committed batch left it. */
  open(folder: string, committed: number): void {
    this.close();
    for (const [name, schema] of Object.entries(this.spec.stores)) {
      const path = join(folder, String(this.index), name);
      readOrWriteSchema(path, this.spec.name, schema, committed);
      this.stores.set(name, new StateStore(path, committed));
    }
  }

  begin(previousWatermarkMs: number, watermarkMs: number, batchMs: number): void {
    this.batchMs = batchMs;
    this.late = micros(inputWatermark(this.spec.plan, previousWatermarkMs));
    this.eviction = micros(inputWatermark(this.spec.plan, watermarkMs));
    this.rowsUpdated = 0;
    this.rowsRemoved = 0;
    this.rowsDropped = 0;
    this.removalMs = 0;
    this.updateMs = performance.now();
  }

  /** Takes out what a store may forget at a time (µs), and counts it. */
  *takeExpired(time: number, store = "default"): Iterable<Entry> {
    let since = performance.now();
    for (const entry of this.storeOf(store).takeExpired(time)) {
      this.rowsRemoved++;
      this.removalMs += performance.now() - since;
      yield entry;
      since = performance.now();
    }
    this.removalMs += performance.now() - since;
  }

  commit(batchId: number): void {
    const start = performance.now();
    this.updateMs = start - this.updateMs - this.removalMs;
    for (const store of this.stores.values()) store.commit(batchId);
    this.commitMs = performance.now() - start;
  }

  /** Whether it needs a batch when the query's watermark has become this one, at this time. */
  needsBatch(watermarkMs: number, nowMs: number): boolean {
    const timer = this.spec.nextTimerMs?.();
    if (timer !== undefined && timer < nowMs) return true;
    const next = micros(inputWatermark(this.spec.plan, watermarkMs));
    return (
      this.spec.actsOnWatermark && next !== undefined && this.eviction !== undefined && next > this.eviction
    );
  }

  progress(): StateOperatorProgress {
    const stores = [...this.stores.values()];
    const rows = [...this.stores].filter(([name]) => !name.endsWith("-keys"));
    return {
      operatorName: this.spec.name,
      numRowsTotal: rows.reduce((sum, [, store]) => sum + store.size, 0),
      numRowsUpdated: this.rowsUpdated,
      allUpdatesTimeMs: Math.round(this.updateMs),
      numRowsRemoved: this.rowsRemoved,
      allRemovalsTimeMs: Math.round(this.removalMs),
      commitTimeMs: Math.round(this.commitMs),
      memoryUsedBytes: stores.reduce((sum, store) => sum + store.memoryUsed, 0),
      numRowsDroppedByWatermark: this.rowsDropped,
      numShufflePartitions: 1,
      numStateStoreInstances: stores.length,
    };
  }

  close(): void {
    for (const store of this.stores.values()) store.close();
    this.stores = new Map();
  }
}

const micros = (ms: number | undefined) => (ms === undefined ? undefined : ms * 1000);
