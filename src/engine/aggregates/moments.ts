import type { MakeAggregator } from "./aggregator.js";

/** Central moments of the values seen, kept as Spark's CentralMomentAgg keeps them: in one walk, without cancelling. */
interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly m2: number;
  readonly m3: number;
  readonly m4: number;
}

const nothing: Moments = { n: 0, mean: 0, m2: 0, m3: 0, m4: 0 };

function add(state: Moments, value: number | null): Moments {
  if (value === null) return state;
  const n = state.n + 1;
  const delta = value - state.mean;
  const part = delta / n;
  const m2 = state.m2 + delta * (delta - part);
  const [delta2, part2] = [delta * delta, part * part];
  const m3 = state.m3 - 3 * part * m2 + delta * (delta2 - part2);
  const m4 = state.m4 - 4 * part * m3 - 6 * part2 * m2 + delta * (delta * delta2 - part * part2);
  return { n, mean: state.mean + part, m2, m3, m4 };
}

function merge(a: Moments, b: Moments): Moments {
  const n = a.n + b.n;
  if (n === 0) return a;
  const delta = b.mean - a.mean;
  const part = delta / n;
  const product = a.n * b.n;
  return {
    n,
    mean: a.mean + part * b.n,
    m2: a.m2 + b.m2 + delta * part * product,
    m3: a.m3 + b.m3 + part * part * delta * product * (a.n - b.n) + 3 * part * (a.n * b.m2 - b.n * a.m2),
    m4:
      a.m4 +
      b.m4 +
      part ** 3 * delta * product * (a.n * a.n - product + b.n * b.n) +
      6 * part * part * (a.n * a.n * b.m2 + b.n * b.n * a.m2) +
      4 * part * (a.n * b.m3 - b.n * a.m3),
  };
}

const moment =
  (value: (moments: Moments) => number): MakeAggregator =>
  () => ({
    initial: () => nothing,
    update: add,
    merge,
    finish: (state: Moments) => (state.n === 0 || state.m2 === 0 ? null : value(state)),
  });

export const moments: Readonly<Record<string, MakeAggregator>> = {
  kurtosis: moment(({ n, m2, m4 }) => (n * m4) / (m2 * m2) - 3),
  skewness: moment(({ n, m2, m3 }) => (Math.sqrt(n) * m3) / Math.sqrt(m2 * m2 * m2)),
};
