import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Milliseconds without a question after which nobody waits for an answer. */
const idle = 700;
/** Bytes of garbage that are worth the time. */
const worth = 24 * 1024 * 1024;

/**
 * Collects garbage while nothing is asked: each check leaves a program behind, which V8 by itself would let pile up to the heap's limit.
 * @returns to be called after each answer
 */
export function idleCollection(): () => void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  let left = process.memoryUsage().heapUsed;
  let timer: NodeJS.Timeout | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (process.memoryUsage().heapUsed - left < worth) return;
      collect();
      left = process.memoryUsage().heapUsed;
    }, idle);
    timer.unref();
  };
}
