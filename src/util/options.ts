import { IllegalArgumentException } from "./errors.js";

/** A data source's options, looked up without regard to case, as Spark's `CaseInsensitiveStringMap`. */
export class OptionMap {
  private readonly byLowerName: ReadonlyMap<string, string>;

  constructor(readonly original: Readonly<Record<string, string>>) {
    this.byLowerName = new Map(Object.entries(original).map(([name, value]) => [name.toLowerCase(), value]));
  }

  get(name: string): string | undefined {
    return this.byLowerName.get(name.toLowerCase());
  }

  has(name: string): boolean {
    return this.byLowerName.has(name.toLowerCase());
  }

  /** @throws IllegalArgumentException when it is neither true nor false */
  boolean(name: string, fallback: boolean): boolean {
    const value = this.get(name)?.toLowerCase();
    if (value === undefined) return fallback;
    if (value !== "true" && value !== "false")
      throw new IllegalArgumentException(
        `${this.get(name)} is not a boolean string; option ${name} takes true or false.`,
      );
    return value === "true";
  }

  /** @throws IllegalArgumentException when it is no whole number of at least `least` */
  integer(name: string, fallback: number, least = 0): number {
    const value = this.get(name);
    if (value === undefined) return fallback;
    const number = Number(value);
    if (!Number.isInteger(number) || number < least || value.trim() === "")
      throw new IllegalArgumentException(
        `Invalid value '${value}' for option '${name}', must be a whole number of at least ${least}.`,
      );
    return number;
  }
}
