/**
 * How many rows there are `seconds` after the start: `rowsPerSecond`, after it was climbed to in equal steps in `rampUp`
 * seconds (Spark's `RateStreamProvider.valueAtSecond`).
 */
export function valueAtSecond(seconds: number, rowsPerSecond: number, rampUp: number): number {
  const climbed = Math.min(seconds, rampUp);
  const step = Math.floor(rowsPerSecond / (rampUp + 1));
  return (step * climbed * (climbed + 1)) / 2 + (seconds - climbed) * rowsPerSecond;
}
