import { randomUUID } from "node:crypto";
import type { StructType, Value } from "../types/index.js";
import { IllegalArgumentException } from "../util/errors.js";

/** The figures of one `df.observe` of a bounded DataFrame, there once an action has gone through its rows. */
export class Observation {
  readonly name: string;
  private readonly figures: Promise<Record<string, Value>>;
  private resolve: (figures: Record<string, Value>) => void = () => {};
  private isUsed = false;

  constructor(name: string = randomUUID()) {
    if (name === "") throw new IllegalArgumentException("Name must not be empty");
    this.name = name;
    this.figures = new Promise(resolve => {
      this.resolve = resolve;
    });
  }

  /** The figures by name: `const { rows } = await observation.get`. */
  get get(): Promise<Record<string, Value>> {
    return this.figures;
  }

  toString(): string {
    return `Observation(${this.name})`;
  }

  /** @internal @returns what is told of the figures; only the first time counts */
  attach(): (schema: StructType, values: readonly Value[]) => void {
    if (this.isUsed)
      throw new IllegalArgumentException("An Observation can be used with a Dataset only once");
    this.isUsed = true;
    return ({ fieldNames }, values) =>
      this.resolve(Object.fromEntries(fieldNames.map((name, i) => [name, values[i]!])));
  }
}
