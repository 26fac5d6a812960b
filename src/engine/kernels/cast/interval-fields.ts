/** Microseconds of a day-time interval's fields, by their positions. */
export const microsPerField = [86_400_000_000n, 3_600_000_000n, 60_000_000n, 1_000_000n] as const;
