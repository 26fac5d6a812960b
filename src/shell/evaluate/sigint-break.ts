import { Script } from "node:vm";
import { Interrupted } from "./evaluator.js";

const hook = Symbol.for("tweet-shell.sigint-break");
const script = new Script('globalThis[Symbol.for("tweet-shell.sigint-break")]()');

/**
 * Runs code so that SIGINT ends it even when it keeps the thread busy, as Node's vm can (84 µs): for shells without a terminal
 * of their own, where Ctrl-C is a signal.
 * @param onBreak called when it did; a signal at any other time goes to the process's listeners
 */
export function sigintBreak<T>(run: () => T, onBreak: () => void): T {
  let outcome: { value: T } | { thrown: unknown } | undefined;
  const call = () => {
    try {
      outcome = { value: run() };
    } catch (thrown) {
      outcome = { thrown };
    }
  };
  Object.defineProperty(globalThis, hook, { configurable: true, value: call });
  try {
    script.runInThisContext({ breakOnSigint: true });
  } catch {
    onBreak();
    throw new Interrupted();
  }
  // Written by the script, which the compiler does not see.
  const came = outcome as unknown as { value: T } | { thrown: unknown };
  if ("thrown" in came) throw came.thrown;
  return came.value;
}
