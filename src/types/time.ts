/** TIME(precision): a time of day without a zone, to `precision` digits of a second. */
export interface TimeType {
  readonly kind: "time";
  readonly precision: number;
}

export function TimeType(precision = 6): TimeType {
  return Object.freeze({ kind: "time", precision });
}
