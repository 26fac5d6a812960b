import type { BatchHeader } from "../../protocol/records/batch-header.js";

/** Batches of one idempotent producer that a repeated request is recognised among; Kafka's own number. */
const REMEMBERED = 5;

interface Written {
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly baseOffset: number;
}

interface State {
  readonly epoch: number;
  readonly last: readonly Written[];
}

/** What a batch of an idempotent producer is to the log. */
export type SequenceCheck =
  | { readonly kind: "next" }
  | { readonly kind: "duplicate"; readonly baseOffset: number }
  | { readonly kind: "out-of-order" }
  | { readonly kind: "fenced" };

/**
 * The last batches of each idempotent producer of a partition, so that a batch sent twice is written once.
 * A producer not known here (its batches are in older segments) may go on with any sequence, as in Kafka.
 */
export class ProducerStates {
  readonly #states = new Map<number, State>();

  check(batch: BatchHeader): SequenceCheck {
    const state = batch.producerId < 0 ? undefined : this.#states.get(batch.producerId);
    if (!state) return { kind: "next" };
    if (batch.producerEpoch < state.epoch) return { kind: "fenced" };
    if (batch.producerEpoch > state.epoch)
      return batch.baseSequence === 0 ? { kind: "next" } : { kind: "out-of-order" };
    const lastSequence = after(batch.baseSequence, batch.recordCount - 1);
    const same = state.last.find(
      written => written.firstSequence === batch.baseSequence && written.lastSequence === lastSequence,
    );
    if (same) return { kind: "duplicate", baseOffset: same.baseOffset };
    return after(state.last.at(-1)!.lastSequence, 1) === batch.baseSequence
      ? { kind: "next" }
      : { kind: "out-of-order" };
  }

  wrote(batch: BatchHeader): void {
    if (batch.producerId < 0) return;
    const before = this.#states.get(batch.producerId);
    const written = {
      firstSequence: batch.baseSequence,
      lastSequence: after(batch.baseSequence, batch.recordCount - 1),
      baseOffset: batch.baseOffset,
    };
    const last = before?.epoch === batch.producerEpoch ? before.last : [];
    this.#states.set(batch.producerId, {
      epoch: batch.producerEpoch,
      last: [...last.slice(1 - REMEMBERED), written],
    });
  }
}

/** Sequences go round at 2^31. */
function after(sequence: number, steps: number): number {
  return (sequence + steps) % 0x8000_0000;
}
