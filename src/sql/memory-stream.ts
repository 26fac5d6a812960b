import { attribute } from "../plan/expressions/create.js";
import type { HeldStream } from "../plan/nodes/held-rows.js";
import type { Relation } from "../plan/nodes/logical-plan.js";
import { parseSchema } from "../plan/parser/parse.js";
import type { StructType } from "../types/index.js";
import { type ColumnBatch, vectorOf } from "../types/vector/index.js";
import { DataFrame } from "./data-frame.js";
import { localRows, toRowLike } from "./local-rows.js";
import type { SessionState } from "./session-state.js";

/** A stream that is fed from the prompt, for tests and lessons (Spark's `MemoryStream`). Its rows are kept until the session ends. */
export class MemoryStream implements HeldStream {
  /** @internal */
  readonly label: string;
  private readonly schema: StructType;
  private readonly added: ColumnBatch[] = [];
  private readonly listeners: (() => void)[] = [];
  private readonly relation: Relation;

  /** @internal */
  constructor(
    private readonly session: SessionState,
    schema: StructType | string,
  ) {
    this.schema = typeof schema === "string" ? parseSchema(schema) : schema;
    const output = this.schema.fields.map(field => attribute(field.name, field.dataType, field.nullable));
    this.label = `MemoryStream[${output.map(({ name, id }) => `${name}#${id}`).join(",")}]`;
    this.relation = Object.freeze({
      kind: "relation",
      source: { format: "memory", options: {}, held: this },
      isStreaming: true,
      output,
    });
  }

  /** The stream as a DataFrame. */
  toDF(): DataFrame {
    return new DataFrame(this.session, this.relation);
  }

  /**
   * Adds rows, which the next micro-batches read: objects by column name, arrays by position, or plain values where there
   * is one column.
   * @returns the offset that they are at
   */
  addData(...rows: readonly unknown[]): number {
    const shaped = rows.map(toRowLike);
    const { rows: values } = localRows(shaped, this.schema, this.session.conf.timeZone);
    const columns = this.schema.fields.map((field, i) =>
      vectorOf(
        field.dataType,
        values.map(row => row[i]!),
      ),
    );
    this.added.push({ length: values.length, columns });
    for (const listener of this.listeners) listener();
    return this.added.length - 1;
  }

  /** @internal */
  get additions(): number {
    return this.added.length;
  }

  /** @internal */
  batches(): Iterable<ColumnBatch> {
    return this.added;
  }

  /** @internal */
  between(from: number, to: number): Iterable<ColumnBatch> {
    return this.added.slice(from, to);
  }

  /** @internal */
  onAddition(listener: () => void): void {
    this.listeners.push(listener);
  }

  toString(): string {
    return this.label;
  }
}
