/** What a KLL sketch is of. */
export type KllType = "bigint" | "float" | "double";
export type KllItem = number | bigint;

/** No level is smaller. */
export const LEAST_CAPACITY = 8;

/**
 * A KLL sketch (arXiv 1603.05346) of values in their order: an item of level h stands for 2^h values. While all lie in
 * level 0 it is exact. `seed` is the state of the coin that chooses which half of a full level goes up.
 */
export interface Kll {
  readonly k: number;
  n: number;
  least: KllItem | null;
  greatest: KllItem | null;
  levels: KllItem[][];
  seed: number;
}

export const newKll = (k: number): Kll => ({ k, n: 0, least: null, greatest: null, levels: [[]], seed: 1 });

const capacityOf = (k: number, levels: number, level: number): number =>
  Math.max(LEAST_CAPACITY, Math.round(k * (2 / 3) ** (levels - level - 1)));

export const totalCapacity = ({ k, levels }: Kll): number =>
  levels.reduce((sum, _, level) => sum + capacityOf(k, levels.length, level), 0);

export const retained = ({ levels }: Kll): number => levels.reduce((sum, items) => sum + items.length, 0);

/** Takes a value in. There is no order for NaN, so it is left out. */
export function addToKll(sketch: Kll, item: KllItem): void {
  if (Number.isNaN(item)) return;
  widen(sketch, item, item);
  sketch.n++;
  sketch.levels[0]!.push(item);
  // Only a full lowest level can make the whole too large.
  if (sketch.levels[0]!.length >= capacityOf(sketch.k, sketch.levels.length, 0)) compress(sketch);
}

function widen(sketch: Kll, least: KllItem, greatest: KllItem): void {
  if (sketch.least === null || least < sketch.least) sketch.least = least;
  if (sketch.greatest === null || greatest > sketch.greatest) sketch.greatest = greatest;
}

/** Halves the lowest full levels until all fit: every second item of a level goes up, for two. */
function compress(sketch: Kll): void {
  const { levels } = sketch;
  while (retained(sketch) > totalCapacity(sketch)) {
    const level = levels.findIndex((items, i) => items.length > capacityOf(sketch.k, levels.length, i));
    const items = levels[level]!.sort(ascending);
    const odd = items.length % 2 === 1 ? items.splice(0, 1) : [];
    const first = flip(sketch);
    levels[level] = odd;
    levels[level + 1] = [...(levels[level + 1] ?? []), ...items.filter((_, i) => i % 2 === first)];
  }
}

const ascending = (a: KllItem, b: KllItem): number => (a < b ? -1 : a > b ? 1 : 0);

/** The next of a seeded row of 0s and 1s (xorshift32). */
function flip(sketch: Kll): number {
  let { seed } = sketch;
  seed ^= seed << 13;
  seed ^= seed >>> 17;
  seed ^= seed << 5;
  sketch.seed = seed;
  return (seed >>> 16) & 1;
}

/** Both as one, as exact as the one with the smaller k. */
export function mergeKlls(a: Kll, b: Kll): Kll {
  const merged: Kll = {
    ...a,
    k: Math.min(a.k, b.k),
    n: a.n + b.n,
    levels: Array.from({ length: Math.max(a.levels.length, b.levels.length) }, (_, i) => [
      ...(a.levels[i] ?? []),
      ...(b.levels[i] ?? []),
    ]),
  };
  if (b.least !== null) widen(merged, b.least, b.greatest!);
  compress(merged);
  return merged;
}

function weighted({ levels }: Kll): [item: KllItem, weight: number][] {
  return levels.flatMap((items, level) => items.map((item): [KllItem, number] => [item, 2 ** level]));
}

/** The least item that a share (0 to 1) of the values is not greater than. The sketch must not be empty. */
export function quantileOf(sketch: Kll, share: number): KllItem {
  if (share === 0) return sketch.least!;
  if (share === 1) return sketch.greatest!;
  let seen = 0;
  for (const [item, weight] of weighted(sketch).sort(([a], [b]) => ascending(a, b))) {
    seen += weight;
    if (seen >= share * sketch.n) return item;
  }
  return sketch.greatest!;
}

/** The share of the values that are not greater than this one. The sketch must not be empty. */
export function rankOf(sketch: Kll, item: KllItem): number {
  return weighted(sketch).reduce((sum, [each, weight]) => (each <= item ? sum + weight : sum), 0) / sketch.n;
}
