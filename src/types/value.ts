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
 * | array | Value[] |
 * | map | [key, value][] in insertion order |
 * | struct | Value[], by field |
 */
export type Value = null | boolean | number | bigint | string | Uint8Array | readonly Value[];
