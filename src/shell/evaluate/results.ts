const keptResults = 200;

/** The names of results: `res0`, `res1` … of which the newest are kept, and what a leading dot applies to. */
export class Results {
  #next = 0;
  /** What `$last` stands for: the definition to bind anew, or the result of an expression. */
  last: { readonly definition: string | undefined } | undefined;

  nextName(): string {
    return `res${this.#next++}`;
  }

  /** The result that is too old to keep, now that one was added. */
  outdated(): string | undefined {
    return this.#next > keptResults ? `res${this.#next - 1 - keptResults}` : undefined;
  }
}
