import { SparkError } from "./errors.js";

/** Settings that are read somewhere, with Spark's defaults. */
const defaults: Readonly<Record<string, () => string>> = {
  "spark.app.name": () => "tweet-shell",
  "spark.master": () => "local[*]",
  "spark.sql.ansi.enabled": () => "true",
  "spark.sql.session.timeZone": () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  "spark.sql.shuffle.partitions": () => "200",
  "spark.sql.streaming.minBatchesToRetain": () => "100",
  "spark.sql.streaming.multipleWatermarkPolicy": () => "min",
  "spark.sql.streaming.noDataMicroBatches.enabled": () => "true",
  "spark.sql.streaming.noDataProgressEventInterval": () => "10000",
  "spark.sql.streaming.numRecentProgressUpdates": () => "100",
  "spark.sql.streaming.statefulOperator.checkCorrectness.enabled": () => "true",
  "spark.sql.streaming.pollingDelay": () => "10ms",
};

/** The settings that mean something here. */
export const confKeys: readonly string[] = Object.keys(defaults);

/** The session's settings: `spark.conf`. Any key may be set; known ones have Spark's default. */
export class Conf {
  private readonly values = new Map<string, string>();

  set(key: string, value: string): void {
    this.values.set(key, value);
  }

  unset(key: string): void {
    this.values.delete(key);
  }

  find(key: string): string | undefined {
    return this.values.get(key) ?? defaults[key]?.();
  }

  /** @throws SparkError SQL_CONF_NOT_FOUND */
  get(key: string): string {
    const value = this.find(key);
    if (value === undefined)
      throw new SparkError(
        "SQL_CONF_NOT_FOUND",
        `The SQL config "${key}" cannot be found. Please verify that the config exists.`,
        "42K0I",
      );
    return value;
  }

  /** What was set, by key. */
  entries(): [key: string, value: string][] {
    return [...this.values].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  get isAnsi(): boolean {
    return this.get("spark.sql.ansi.enabled").toLowerCase() === "true";
  }

  get timeZone(): string {
    return this.get("spark.sql.session.timeZone");
  }
}
