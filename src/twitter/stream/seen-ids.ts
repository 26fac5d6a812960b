import type { Clock } from "../../util/clock.js";

/** What X may send again after a break: five minutes at the 250 tweets a second it allows, and some. */
const keptMs = 6 * 60_000;
const keptLeast = 100_000;
/** For access without that limit: some 100 MB. */
const keptMost = 1_000_000;

/** Ids that came already, for as long as X might repeat them: two generations, of which the older is forgotten at once. */
export class SeenIds {
  #young = new Set<string>();
  #old = new Set<string>();
  #since: number;

  constructor(private readonly clock: Clock) {
    this.#since = clock.now();
  }

  /** Whether the id is new; from now on it is not. */
  isNew(id: string): boolean {
    if (this.#young.has(id) || this.#old.has(id)) return false;
    this.#young.add(id);
    const { size } = this.#young;
    if (size >= keptMost || (size >= keptLeast && this.clock.now() - this.#since >= keptMs)) {
      this.#old = this.#young;
      this.#young = new Set();
      this.#since = this.clock.now();
    }
    return true;
  }
}
