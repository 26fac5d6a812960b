import type { DataType, Value } from "../../types/index.js";
import { SparkError } from "../../util/errors.js";
import { addToTimestamp, type CalendarInterval } from "./interval-arithmetic.js";
import { type Kernel, type KernelContext, strict } from "./kernel.js";

/** The longest array that Spark makes (a Java array's limit). */
const MAX_LENGTH = 2_147_483_632;
const DAY = 86_400_000_000n;

type Step = CalendarInterval;

export const sequence: Readonly<Record<string, Kernel>> = {
  sequence: strict(([type, , stepType], _, context) => {
    if (!["date", "timestamp", "timestamp_ntz"].includes(type!.kind)) return wholeNumbers(type!);
    return (start: number | bigint, stop: number | bigint, step?: Value) =>
      overTime(type!, start, stop, step === undefined ? undefined : stepOf(step, stepType!), context);
  }),
};

function wholeNumbers(type: DataType) {
  const narrow = (value: bigint): Value => (type.kind === "long" ? value : Number(value));
  return (start: number | bigint, stop: number | bigint, step?: number | bigint) => {
    const [from, to] = [BigInt(start), BigInt(stop)];
    const by = step === undefined ? (to >= from ? 1n : -1n) : BigInt(step);
    if (by === 0n ? from !== to : by > 0n !== to >= from && from !== to)
      throw boundaries(start, stop, step ?? by);
    const length = by === 0n ? 1n : (to - from) / by + 1n;
    if (length > BigInt(MAX_LENGTH)) throw tooLong(length);
    return Array.from({ length: Number(length) }, (_, i) => narrow(from + BigInt(i) * by));
  };
}

function stepOf(step: Value, type: DataType): Step {
  if (type.kind === "yearmonth") return [step as number, 0, 0n];
  if (type.kind === "daytime") return [0, 0, step as bigint];
  return step as unknown as Step;
}

/** Each value is the start and so many steps: months are counted from the start, so that the 31st comes back. */
function overTime(
  type: DataType,
  start: number | bigint,
  stop: number | bigint,
  given: Step | undefined,
  { timeZone }: KernelContext,
): Value[] {
  const zone = type.kind === "timestamp" ? timeZone : "UTC";
  const toMicros = (value: number | bigint) =>
    type.kind === "date" ? BigInt(value) * DAY : (value as bigint);
  const [from, to] = [toMicros(start), toMicros(stop)];
  const step = given ?? [0, to >= from ? 1 : -1, 0n];
  const at = (n: number) => addToTimestamp(from, [step[0] * n, step[1] * n, step[2] * BigInt(n)], zone);
  const ascending = at(1) > from;
  if (at(1) === from || (to !== from && ascending !== to > from))
    throw boundaries(start, stop, "the interval");
  const values: Value[] = [];
  for (let n = 0, value = from; ascending ? value <= to : value >= to; value = at(++n)) {
    if (values.length >= MAX_LENGTH) throw tooLong(BigInt(values.length));
    values.push(type.kind === "date" ? Number(value / DAY) : value);
  }
  return values;
}

function boundaries(start: Value, stop: Value, step: Value): SparkError {
  return new SparkError(
    null,
    `requirement failed: Illegal sequence boundaries: ${start} to ${stop} by ${step}`,
  );
}

function tooLong(length: bigint): SparkError {
  return new SparkError(
    "COLLECTION_SIZE_LIMIT_EXCEEDED.PARAMETER",
    `Can't create array with ${length} elements which exceeding the array size limit ${MAX_LENGTH}, the value returned for the parameter(s) \`count\` in the function \`sequence\` is invalid.`,
    "54000",
  );
}
