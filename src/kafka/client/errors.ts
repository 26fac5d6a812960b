import { UserError } from "../../util/errors.js";

/** What Kafka, or the way to it, refused. */
export class KafkaError extends UserError {
  override name = "KafkaError";

  constructor(
    message: string,
    /** The same call may succeed later: a broker that restarts, a leader that moves. */
    readonly retriable: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Offsets were asked for that the partition does not have: they were deleted, or the topic is another one by now. */
export class OffsetOutOfRangeError extends KafkaError {
  override name = "OffsetOutOfRangeError";

  constructor(
    readonly topic: string,
    readonly partition: number,
    readonly asked: bigint,
    readonly earliest: bigint,
    readonly latest: bigint,
  ) {
    super(`${topic}-${partition} has no offset ${asked}: it holds ${earliest} to ${latest}`, false);
  }
}

/** An error as it crosses threads, which keep no classes. */
export type WireError =
  | { readonly kind: "kafka"; readonly message: string; readonly retriable: boolean }
  | {
      readonly kind: "out-of-range";
      readonly at: readonly [
        topic: string,
        partition: number,
        asked: bigint,
        earliest: bigint,
        latest: bigint,
      ];
    };

export function toWire(error: unknown): WireError {
  if (error instanceof OffsetOutOfRangeError)
    return {
      kind: "out-of-range",
      at: [error.topic, error.partition, error.asked, error.earliest, error.latest],
    };
  const { message } = error instanceof Error ? error : { message: String(error) };
  return { kind: "kafka", message, retriable: error instanceof KafkaError && error.retriable };
}

export function fromWire(error: WireError): KafkaError {
  return error.kind === "kafka"
    ? new KafkaError(error.message, error.retriable)
    : new OffsetOutOfRangeError(...error.at);
}
