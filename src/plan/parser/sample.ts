import { limit, node } from "../nodes/create.js";
import type { LogicalPlan } from "../nodes/logical-plan.js";
import type { Cursor } from "./cursor.js";

/** The plan, or its sample where TABLESAMPLE follows. */
export function sampled(cursor: Cursor, child: LogicalPlan): LogicalPlan {
  const first = cursor.token;
  if (!cursor.accept("TABLESAMPLE", "(")) return child;
  if (cursor.accept("BUCKET")) {
    const numerator = wholeNumber(cursor);
    cursor.expect("OUT", "OF");
    const denominator = wholeNumber(cursor);
    cursor.close();
    return sample(cursor, child, numerator / denominator);
  }
  const sign = cursor.accept("-") ? -1 : 1;
  if (cursor.token.kind === "number" && cursor.peek().symbol === "PERCENT") {
    const percentage = sign * Number(cursor.take().text);
    cursor.take();
    cursor.close();
    if (percentage < 0 || percentage > 100)
      throw cursor.error(
        first,
        null,
        `Sampling fraction (${decimal(percentage / 100)}) must be on interval [0, 1].`,
      );
    return sample(cursor, child, percentage / 100);
  }
  const count = wholeNumber(cursor);
  cursor.expect("ROWS");
  cursor.close();
  return limit(count, child);
}

function sample(cursor: Cursor, child: LogicalPlan, upper: number): LogicalPlan {
  let seed = BigInt(Math.floor(Math.random() * 1000));
  if (cursor.accept("REPEATABLE", "(")) {
    seed = BigInt(wholeNumber(cursor));
    cursor.close();
  }
  return node({ kind: "sample", lower: 0, upper, withReplacement: false, seed, child });
}

const decimal = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));

function wholeNumber(cursor: Cursor): number {
  if (!/^\d+$/.test(cursor.token.text)) throw cursor.unexpected(["number"]);
  return Number(cursor.take().text);
}
