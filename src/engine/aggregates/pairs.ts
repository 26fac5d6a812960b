import type { Value } from "../../types/index.js";
import type { MakeAggregator } from "./aggregator.js";

/** Both means, the sums of squares from them and of products: what correlation and regression are made of. */
interface Pairs {
  readonly n: number;
  readonly xMean: number;
  readonly yMean: number;
  readonly xx: number;
  readonly yy: number;
  readonly xy: number;
  /** Sums of squares as variances add them, which rounds otherwise. */
  readonly xSquares: number;
  readonly ySquares: number;
  readonly xSum: number;
  readonly ySum: number;
}

const nothing: Pairs = {
  n: 0,
  xMean: 0,
  yMean: 0,
  xx: 0,
  yy: 0,
  xy: 0,
  xSquares: 0,
  ySquares: 0,
  xSum: 0,
  ySum: 0,
};

function add(state: Pairs, x: number | null, y: number | null): Pairs {
  if (x === null || y === null) return state;
  const n = state.n + 1;
  const [dx, dy] = [x - state.xMean, y - state.yMean];
  const xMean = state.xMean + dx / n;
  const yMean = state.yMean + dy / n;
  return {
    n,
    xMean,
    yMean,
    xx: state.xx + dx * (x - xMean),
    yy: state.yy + dy * (y - yMean),
    xy: state.xy + dx * (y - yMean),
    xSquares: state.xSquares + dx * (dx - dx / n),
    ySquares: state.ySquares + dy * (dy - dy / n),
    xSum: state.xSum + x,
    ySum: state.ySum + y,
  };
}

function merge(a: Pairs, b: Pairs): Pairs {
  const n = a.n + b.n;
  if (n === 0) return a;
  const [dx, dy] = [b.xMean - a.xMean, b.yMean - a.yMean];
  const weight = (a.n * b.n) / n;
  return {
    n,
    xMean: a.xMean + (dx * b.n) / n,
    yMean: a.yMean + (dy * b.n) / n,
    xx: a.xx + b.xx + dx * dx * weight,
    yy: a.yy + b.yy + dy * dy * weight,
    xy: a.xy + b.xy + dx * dy * weight,
    xSquares: a.xSquares + b.xSquares + dx * dx * weight,
    ySquares: a.ySquares + b.ySquares + dy * dy * weight,
    xSum: a.xSum + b.xSum,
    ySum: a.ySum + b.ySum,
  };
}

/** Over (x, y); a regression's arguments stand the other way: (y, x). */
const pairs =
  (finish: (pairs: Pairs) => Value, swapped = false): MakeAggregator =>
  () => ({
    initial: () => nothing,
    update: swapped ? (state: Pairs, y: number | null, x: number | null) => add(state, x, y) : add,
    merge,
    finish,
  });

const regression = (value: (pairs: Pairs) => number | null): MakeAggregator =>
  pairs(state => (state.n === 0 ? null : value(state)), true);

function slope({ n, xy, xSquares }: Pairs): number | null {
  return n < 1 || xSquares === 0 ? null : xy / xSquares;
}

export const pairwise: Readonly<Record<string, MakeAggregator>> = {
  corr: pairs(({ n, xx, yy, xy }) => (n < 2 ? null : xy / Math.sqrt(xx * yy))),
  covar_pop: pairs(({ n, xy }) => (n === 0 ? null : xy / n)),
  covar_samp: pairs(({ n, xy }) => (n < 2 ? null : xy / (n - 1))),
  regr_count: pairs(({ n }) => BigInt(n), true),
  regr_avgx: regression(({ n, xSum }) => xSum / n),
  regr_avgy: regression(({ n, ySum }) => ySum / n),
  regr_sxx: regression(({ xSquares }) => xSquares),
  regr_syy: regression(({ ySquares }) => ySquares),
  // These two take the dependent variable first, which rounds otherwise.
  regr_sxy: pairs(({ n, xy }) => (n === 0 ? null : xy)),
  regr_slope: regression(slope),
  regr_intercept: regression(state => {
    const rise = slope(state);
    return rise === null ? null : state.yMean - rise * state.xMean;
  }),
  regr_r2: pairs(({ n, xx, yy, xy }) => {
    if (n === 0 || yy === 0) return null;
    const correlation = xy / Math.sqrt(xx * yy);
    return xx === 0 ? 1 : correlation * correlation;
  }),
};
