import { closest, distance } from "fastest-levenshtein";

/** The candidate a misspelt `name` most likely meant, or undefined when none is near (a third of the letters, at least two). */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const best = closest(name, [...candidates]);
  return distance(name.toLowerCase(), best.toLowerCase()) <= Math.max(2, Math.floor(name.length / 3))
    ? best
    : undefined;
}

/** All candidates, the nearest first: Spark's order of suggestions for an unresolved name. */
export function bySimilarity(name: string, candidates: readonly string[]): string[] {
  return [...candidates].sort((a, b) => distance(a, name) - distance(b, name));
}
