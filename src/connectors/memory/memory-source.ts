import type { MicroBatchStream, SourceProvider } from "../../contracts/source.js";
import type { HeldRows, HeldStream } from "../../plan/nodes/held-rows.js";
import { UserError } from "../../util/errors.js";

/** Rows held in this process: what a memory sink has written, what a `foreachBatch` is given, a memory stream. */
export const memorySource: SourceProvider = {
  format: "memory",

  schema() {
    throw new UserError('There is nothing to read by format("memory"): use spark.table(queryName).');
  },

  async *scan({ held }) {
    yield* held!.batches();
  },

  stream: ({ held }) => memoryStream(held!),
};

function isStream(held: HeldRows): held is HeldStream {
  return "additions" in held;
}

/** Offsets are counts of additions, less one, as Spark's `MemoryStream` has them. */
function memoryStream(held: HeldRows): MicroBatchStream {
  if (!isStream(held)) throw new UserError(`${held.label} is no stream.`);
  let fixed: number | undefined;
  const newest = () => (held.additions === 0 ? null : String(held.additions - 1));
  const check = (offset: string) => {
    if (Number(offset) >= held.additions)
      throw new UserError(
        `The checkpoint is at offset ${offset} of ${held.label}, which has ${held.additions} additions: a memory stream does not outlive its session.`,
      );
  };
  return {
    description: held.label,
    notifies: true,
    initialOffset: async () => "-1",
    latestOffset: async start => {
      check(start);
      return fixed === undefined ? newest() : fixed === 0 ? null : String(fixed - 1);
    },
    newestOffset: () => null,
    prepareForTriggerAvailableNow: async () => {
      fixed = held.additions;
    },
    async *read(start, end) {
      check(end);
      yield* held.between(Number(start) + 1, Number(end) + 1);
    },
    commit() {},
    metrics: () => ({}),
    onData: listener => held.onAddition(listener),
    stop: async () => {},
  };
}
