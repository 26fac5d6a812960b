import { messageOf, SparkError } from "../../util/errors.js";
import { orAborted } from "../../util/or-aborted.js";
import { runUserCode } from "../../util/user-code.js";

/**
 * Waits for what a closure of the user's answers, or until the query is to end: nobody can stop a closure, but a query need not wait
 * for it.
 * @throws SparkError FOREACH_USER_FUNCTION_ERROR or FOREACH_BATCH_USER_FUNCTION_ERROR with what it threw
 */
export async function callUser<T>(
  sink: "foreach" | "foreach batch",
  signal: AbortSignal,
  call: () => T | Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  try {
    const answer = runUserCode(call);
    return answer instanceof Promise ? await orAborted(answer, signal) : answer;
  } catch (error) {
    if (signal.aborted) throw error;
    throw new SparkError(
      sink === "foreach" ? "FOREACH_USER_FUNCTION_ERROR" : "FOREACH_BATCH_USER_FUNCTION_ERROR",
      `An error occurred in the user provided function in ${sink} sink. Reason: ${messageOf(error)}`,
      "39000",
      { cause: error },
    );
  }
}
