import type { Conf } from "../util/conf.js";
import type { OptionValue } from "./options.js";

/** The session's settings: `spark.conf`. */
export class RuntimeConfig {
  /** @internal */
  constructor(private readonly conf: Conf) {}

  toString(): string {
    return "RuntimeConfig";
  }

  set(key: string, value: OptionValue): void {
    this.conf.set(key, String(value));
  }

  /** @throws SparkError SQL_CONF_NOT_FOUND, when there is neither a value nor a default */
  get(key: string, fallback?: string): string {
    return fallback === undefined ? this.conf.get(key) : (this.conf.find(key) ?? fallback);
  }

  getOption(key: string): string | null {
    return this.conf.find(key) ?? null;
  }

  unset(key: string): void {
    this.conf.unset(key);
  }
}
