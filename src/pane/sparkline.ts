const bars = "▁▂▃▄▅▆▇█";

/** A bar a value, the highest for the greatest; nothing at all is a blank. */
export function sparkline(values: readonly number[]): string {
  const most = Math.max(...values);
  return values
    .map(value =>
      value <= 0 ? " " : bars[Math.min(bars.length - 1, Math.floor((value / most) * bars.length))]!,
    )
    .join("");
}
