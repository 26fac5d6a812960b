import type { MicroBatchStream, Offset } from "../../contracts/source.js";
import type { ColumnBatch } from "../../types/vector/index.js";
import type { Clock } from "../../util/clock.js";
import type { WakeUp } from "../micro-batch/wake-up.js";

/** Where a source is followed from, until when, and how. */
export interface Course {
  readonly from: Offset;
  /** When the epoch ends. */
  readonly until: number;
  readonly clock: Clock;
  /** Cut short when the source has data. */
  readonly wakeUp: WakeUp;
  /** How often a source that tells nothing is asked. */
  readonly pollingDelayMs: number;
  readonly signal: AbortSignal;
  /** Hears up to where rows were handed on. */
  readonly reached: (offset: Offset) => void;
}

/** The rows of a source as they come, until the epoch ends. */
export async function* follow(stream: MicroBatchStream, course: Course): AsyncIterable<ColumnBatch> {
  const { until, clock, wakeUp, pollingDelayMs, signal, reached } = course;
  let at = course.from;
  for (let isFirst = true; !signal.aborted; isFirst = false) {
    const end = await stream.latestOffset(at, isFirst);
    if (end !== null && end !== at) {
      yield* stream.read(at, end, signal);
      at = end;
      reached(at);
    }
    const left = until - clock.now();
    if (left <= 0) return;
    if (end === null || end === at)
      await wakeUp.wait(stream.notifies ? left : Math.min(left, pollingDelayMs));
  }
}
