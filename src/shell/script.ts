import { createInterface } from "node:readline";
import type { EntryRunner } from "./entry.js";
import { EntryReader } from "./input/entry-reader.js";

/** How long a whole entry waits for a next line that goes on with it, where lines come in one by one. */
const patienceMs = 25;

/**
 * Runs input that is no terminal line by line, each awaited, and goes on after errors.
 * @returns whether all of it ran without an error
 */
export async function runLines(runner: EntryRunner, input: NodeJS.ReadableStream): Promise<boolean> {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  const reader = new EntryReader();
  let ok = true;
  const run = async (entry: { text: string } | undefined) => {
    if (entry) ok = (await runner.run(entry.text)) && ok;
  };
  let next = lines.next();
  for (;;) {
    if (reader.isHolding && !(await arrives(next))) await run(reader.flush());
    const { done, value } = await next;
    if (done) break;
    next = lines.next();
    await run(reader.push(value));
  }
  await run(reader.flush());
  return ok;
}

/** Whether a promise is settled within the patience. */
async function arrives(promise: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<false>(resolve => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  try {
    return await Promise.race([promise.then(() => true), patience]);
  } finally {
    clearTimeout(timer);
  }
}
