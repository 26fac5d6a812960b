import type { VariantValue } from "./variant.js";

/**
 * A SQL value in JavaScript; null is NULL.
 *
 * | type | value |
 * |---|---|
 * | boolean | boolean |
 * | tinyint, smallint, int | number |
 * | bigint | bigint: tweet ids exceed 2^53 |
 * | float, double | number (float rounded by `Math.fround`) |
 * | string | string |
 * | binary | Uint8Array |
 * | date | number: days since 1970-01-01 |
 * | timestamp, timestamp_ntz | bigint: microseconds since 1970-01-01T00:00 (in UTC; in no zone) |
 * | decimal(p, s) | bigint: the digits without the point, so 1.50 of scale 2 is 150n |
 * | time | bigint: nanoseconds since midnight |
 * | interval day to second | bigint: microseconds |
 * | interval year to month | number: months |
 * | interval (calendar) | [months: number, days: number, micros: bigint] |
 * | variant | VariantValue |
 * | array | Value[] |
 * | map | [key, value][] in insertion order |
 * | struct | Value[], by field |
 */
export type Value = null | boolean | number | bigint | string | Uint8Array | VariantValue | readonly Value[];
