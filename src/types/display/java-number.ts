/** A DOUBLE as Java's `Double.toString` writes it: `1.0`, `1.0E10`, `NaN`, `Infinity`. */
export function javaDouble(value: number): string {
  return javaForm(value, String(value));
}

/** A FLOAT as Java's `Float.toString` writes it: the shortest digits that give this float again. */
export function javaFloat(value: number): string {
  let digits = String(value);
  for (let precision = 1; precision <= 9 && Number.isFinite(value); precision++) {
    digits = String(Number(value.toPrecision(precision)));
    if (Math.fround(Number(digits)) === value) break;
  }
  return javaForm(value, digits);
}

/** JavaScript's shortest digits in Java's layout: plain between 1E-3 and 1E7, else with an exponent. */
function javaForm(value: number, shortest: string): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-3 && magnitude < 1e7) return shortest.includes(".") ? shortest : `${shortest}.0`;
  const [mantissa, exponent] = Number(shortest).toExponential().split("e") as [string, string];
  return `${mantissa.includes(".") ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}
