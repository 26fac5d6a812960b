import type { ActionProgress } from "../contracts/action-progress.js";
import { shortNumber } from "./short-number.js";

const barCells = 20;
/** A smaller part says nothing of how long the rest will take. */
const leastShare = 0.02;

/** How far an action has come, in one line: a bar and the time left where the end is known, rows and their rate. */
export function actionText({ startedAt, rows, share }: ActionProgress, now: number): string {
  const seconds = Math.max(0.001, (now - startedAt) / 1000);
  const done = Math.round((share ?? 0) * barCells);
  return [
    ...(share === undefined
      ? []
      : [`${"█".repeat(done)}${"░".repeat(barCells - done)} ${Math.floor(share * 100)} %`]),
    `${shortNumber(rows)} ${rows === 1 ? "row" : "rows"}`,
    `${shortNumber(rows / seconds)} rows/s`,
    time(seconds),
    ...(share !== undefined && share >= leastShare ? [`${time((seconds * (1 - share)) / share)} left`] : []),
  ].join(" · ");
}

/** Such as `7 s`, `3 min 5 s`, `2 h 10 min`. */
function time(seconds: number): string {
  const whole = Math.floor(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes} min ${whole % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
