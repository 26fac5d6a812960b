import { existsSync } from "node:fs";
import { join } from "node:path";
import type { MicroBatchStream, SourceProvider } from "../../contracts/source.js";
import { type Clock, systemClock } from "../../util/clock.js";
import { makeFolder } from "../../util/make-folder.js";
import { OptionMap } from "../../util/options.js";
import { readVersioned, writeVersioned } from "../../util/versioned-file.js";
import { checkStreamOnly, secondsOption, wholeOption } from "./rate-options.js";
import { tickSchema, ticks } from "./ticks.js";
import { valueAtSecond } from "./value-at-second.js";

/**
 * `format("rate")`: `rowsPerSecond` (1) rows a second of `timestamp` and `value`, climbing to it in `rampUpTime`. Offsets are
 * seconds since the query first started.
 */
export class RateSourceProvider implements SourceProvider {
  readonly format = "rate";
  readonly isStreamOnly = true;
  readonly options = [
    { name: "rowsPerSecond", doc: "rows a second; 1", values: ["1", "10", "1000"] },
    { name: "rampUpTime", doc: "how long it climbs to that; 0s", values: ["5s"] },
    { name: "numPartitions", doc: "accepted, and changes nothing" },
  ];

  constructor(private readonly clock: Clock = systemClock) {}

  schema: SourceProvider["schema"] = (source, userSchema, isStreaming) => {
    checkStreamOnly("rate", "RateStreamProvider", userSchema !== undefined, isStreaming);
    rateOptions(source.options);
    return tickSchema;
  };

  scan(): never {
    throw new Error("a rate is a stream");
  }

  stream: SourceProvider["stream"] = (source, _schema, metadataPath) =>
    rateStream(rateOptions(source.options), startTime(metadataPath, this.clock), this.clock);
}

type RateOptions = ReturnType<typeof rateOptions>;

function rateOptions(given: Readonly<Record<string, string>>) {
  const options = new OptionMap(given);
  return {
    rowsPerSecond: wholeOption(options, "rowsPerSecond", 1, 1),
    rampUp: secondsOption(options, "rampUpTime"),
    // Rows come in the order of their values, from one partition: the others would change nothing else.
    partitions: options.has("numPartitions") ? wholeOption(options, "numPartitions", 1, 1) : "default",
  };
}

/** When the query first started, kept in its checkpoint. */
function startTime(metadataPath: string, clock: Clock): number {
  const file = join(metadataPath, "0");
  if (existsSync(file)) return Number(readVersioned(file)[0]);
  makeFolder(metadataPath);
  const now = clock.now();
  writeVersioned(file, [String(now)]);
  return now;
}

function rateStream(
  { rowsPerSecond, rampUp, partitions }: RateOptions,
  start: number,
  clock: Clock,
): MicroBatchStream {
  // A clock that goes back must not take rows back.
  let latest = 0;
  let fixed: number | null = null;
  const seconds = () => {
    latest = Math.max(latest, Math.floor((clock.now() - start) / 1000));
    return latest;
  };
  return {
    description: `RateStreamV2[rowsPerSecond=${rowsPerSecond}, rampUpTimeSeconds=${rampUp}, numPartitions=${partitions}`,
    notifies: false,
    initialOffset: async () => "0",
    latestOffset: async from => String(Math.max(Number(from), fixed ?? seconds())),
    newestOffset: () => String(fixed ?? latest),
    prepareForTriggerAvailableNow: async () => {
      fixed = seconds();
    },
    async *read(from, to) {
      const [first, last] = [Number(from), Number(to)];
      const begin = valueAtSecond(first, rowsPerSecond, rampUp);
      const end = valueAtSecond(last, rowsPerSecond, rampUp);
      const msPerValue = ((last - first) * 1000) / (end - begin);
      yield* ticks(begin, end, value => start + first * 1000 + Math.round((value - begin) * msPerValue));
    },
    commit() {},
    metrics: () => ({}),
    onData() {},
    stop: async () => {},
  };
}
