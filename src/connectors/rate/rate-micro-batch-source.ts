import type { MicroBatchStream, SourceProvider } from "../../contracts/source.js";
import { OptionMap } from "../../util/options.js";
import { checkStreamOnly, wholeOption } from "./rate-options.js";
import { tickSchema, ticks } from "./ticks.js";

/**
 * `format("rate-micro-batch")`: `rowsPerBatch` rows a micro-batch, whatever the time; the first have `startTimestamp`, each batch's are
 * `advanceMillisPerBatch` later.
 */
export const rateMicroBatchSource: SourceProvider = {
  format: "rate-micro-batch",
  isStreamOnly: true,
  options: [
    { name: "rowsPerBatch", doc: "rows of each micro-batch; it must be given", values: ["10"] },
    { name: "startTimestamp", doc: "of the first rows, in milliseconds; 0", values: ["0"] },
    { name: "advanceMillisPerBatch", doc: "how much later each batch's rows are; 1000", values: ["1000"] },
    { name: "numPartitions", doc: "accepted, and changes nothing" },
  ],

  schema(source, userSchema, isStreaming) {
    checkStreamOnly("rate-micro-batch", "RatePerMicroBatchProvider", userSchema !== undefined, isStreaming);
    optionsOf(source.options);
    return tickSchema;
  },

  scan() {
    throw new Error("a rate is a stream");
  },

  stream: source => stream(optionsOf(source.options)),
};

type Options = ReturnType<typeof optionsOf>;

function optionsOf(given: Readonly<Record<string, string>>) {
  const options = new OptionMap(given);
  return {
    rowsPerBatch: wholeOption(options, "rowsPerBatch", 0, 1),
    partitions: wholeOption(options, "numPartitions", 1, 1),
    startTimestamp: wholeOption(options, "startTimestamp", 0, 0),
    advance: wholeOption(options, "advanceMillisPerBatch", 1000, 0),
  };
}

interface Place {
  readonly offset: number;
  readonly timestamp: number;
}

const parse = (offset: string) => JSON.parse(offset) as Place;

function stream({ rowsPerBatch, partitions, startTimestamp, advance }: Options): MicroBatchStream {
  let isFixed = false;
  let fixed: string | null = null;
  const next = (from: string) => {
    const { offset, timestamp } = parse(from);
    return JSON.stringify({ offset: offset + rowsPerBatch, timestamp: timestamp + advance });
  };
  return {
    description: `RatePerMicroBatchStream[rowsPerBatch=${rowsPerBatch}, numPartitions=${partitions}, startTimestamp=${startTimestamp}, advanceMsPerBatch=${advance}]`,
    notifies: false,
    initialOffset: async () => JSON.stringify({ offset: 0, timestamp: startTimestamp }),
    async latestOffset(from) {
      if (!isFixed) return next(from);
      // All there is at the start is one batch.
      fixed ??= next(from);
      return fixed;
    },
    newestOffset: () => null,
    prepareForTriggerAvailableNow: async () => {
      isFixed = true;
    },
    async *read(from, to) {
      const { offset, timestamp } = parse(from);
      yield* ticks(offset, parse(to).offset, () => timestamp);
    },
    commit() {},
    metrics: () => ({}),
    onData() {},
    stop: async () => {},
  };
}
