import { SparkError } from "../util/errors.js";

/** A value or none, as Scala has it: `Some(3)`, `None`. In rows none is NULL. */
export class Option<T> {
  private constructor(
    /** The value; null for none. */
    readonly orNull: T | null,
    readonly isDefined: boolean,
  ) {}

  static some<T>(value: T): Option<T> {
    return new Option(value, true);
  }

  /** None of null and undefined. */
  static of<T>(value: T | null | undefined): Option<T> {
    return value === null || value === undefined ? Option.none : new Option(value, true);
  }

  static readonly none: Option<never> = new Option<never>(null, false);

  get isEmpty(): boolean {
    return !this.isDefined;
  }

  get nonEmpty(): boolean {
    return this.isDefined;
  }

  /** @throws SparkError for none, with Scala's words */
  get get(): T {
    if (!this.isDefined) throw new SparkError(null, "None.get");
    return this.orNull as T;
  }

  getOrElse<U>(other: U): T | U {
    return this.isDefined ? (this.orNull as T) : other;
  }

  orElse<U>(other: Option<U>): Option<T | U> {
    return this.isDefined ? this : other;
  }

  map<U>(change: (value: T) => U): Option<U> {
    return this.isDefined ? Option.some(change(this.orNull as T)) : Option.none;
  }

  flatMap<U>(change: (value: T) => Option<U>): Option<U> {
    return this.isDefined ? change(this.orNull as T) : Option.none;
  }

  filter(test: (value: T) => boolean): Option<T> {
    return this.isDefined && test(this.orNull as T) ? this : Option.none;
  }

  exists(test: (value: T) => boolean): boolean {
    return this.isDefined && test(this.orNull as T);
  }

  contains(value: unknown): boolean {
    return this.isDefined && this.orNull === value;
  }

  foreach(action: (value: T) => unknown): void {
    if (this.isDefined) action(this.orNull as T);
  }

  fold<U>(none: U, some: (value: T) => U): U {
    return this.isDefined ? some(this.orNull as T) : none;
  }

  get toList(): T[] {
    return this.isDefined ? [this.orNull as T] : [];
  }

  toString(): string {
    return this.isDefined ? `Some(${String(this.orNull)})` : "None";
  }
}
