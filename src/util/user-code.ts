type Guard = <T>(run: () => T) => T;

let guard: Guard = run => run();

/**
 * Runs closures of the user's: in a shell Ctrl-C ends them, also when they never return, and this throws `Interrupted` then. It
 * takes 12 µs, so it is called by the batch, not by the row, where there are many.
 */
export function runUserCode<T>(run: () => T): T {
  return guard(run);
}

/** What `runUserCode` does from now on. @returns takes it back */
export function guardUserCode(by: Guard): () => void {
  const before = guard;
  guard = by;
  return () => {
    guard = before;
  };
}
