import type { RemoteStep } from "../contracts/remote-session.js";
import { resolveExpression } from "../plan/analyze/resolve-expression.js";
import { alias, unresolvedAttribute } from "../plan/expressions/create.js";
import type { Expression } from "../plan/expressions/expression.js";
import { project } from "../plan/nodes/create.js";
import { outputOf } from "../plan/nodes/inspect.js";
import type { LogicalPlan } from "../plan/nodes/logical-plan.js";
import { parseExpression, unparsedExpression } from "../plan/parser/parse.js";
import { AnalysisException, UserError } from "../util/errors.js";
import { Column, col } from "./column.js";
import { type ColumnOrName, toColumn } from "./column-or-name.js";
import type { DataFrame } from "./data-frame.js";
import type { SessionState } from "./session-state.js";

/** The columns of a DataFrame: choosing, computing, naming and dropping them. */
export abstract class Projections {
  /** @internal */
  constructor(
    /** @internal */
    protected readonly session: SessionState,
    /** @internal */
    readonly analyzed: LogicalPlan,
  ) {}

  protected abstract derive(plan: LogicalPlan): DataFrame;

  /** These columns, by name or as expressions; none at all: every column. */
  select(...columns: ColumnOrName[]): DataFrame {
    return this.project(columns.map(column => toColumn(column).expression));
  }

  /** Columns as SQL expressions: `selectExpr("n + 1 AS m", "upper(user)")`. */
  selectExpr(...expressions: string[]): DataFrame {
    return this.project(expressions.map(text => this.parsed(text)));
  }

  /** With one more column, or another in the place of the one of that name. */
  withColumn(name: string, column: Column): DataFrame {
    return this.withColumns({ [name]: column });
  }

  /** With more columns, each new or in the place of the one of its name. */
  withColumns(columns: Readonly<Record<string, Column>>): DataFrame {
    // The server's own step takes from a column that it is an event time, so it is left for names that stand twice.
    if (this.session.remote && this.hasTwins) {
      const expressions = Object.entries(columns).map(([name, column]) => [name, column.expression] as const);
      return this.remoteStep({ kind: "withColumns", columns: Object.fromEntries(expressions) })!;
    }
    const added = new Map(
      Object.entries(columns).map(([name, column]) => [name.toLowerCase(), alias(column.expression, name)]),
    );
    const kept = this.output.map((each): Expression => {
      const replacement = added.get(each.name.toLowerCase());
      added.delete(each.name.toLowerCase());
      return replacement ?? each;
    });
    return this.project([...kept, ...added.values()]);
  }

  withColumnRenamed(existing: string, name: string): DataFrame {
    return this.withColumnsRenamed({ [existing]: name });
  }

  /** New names by old ones; names that are not there are passed over. */
  withColumnsRenamed(names: Readonly<Record<string, string>>): DataFrame {
    const there = this.remoteStep({ kind: "withColumnsRenamed", names });
    if (there) return there;
    const byOld = new Map(Object.entries(names).map(([old, name]) => [old.toLowerCase(), name]));
    return this.project(
      this.output.map(column => {
        const name = byOld.get(column.name.toLowerCase());
        return name === undefined ? column : alias(column, name);
      }),
    );
  }

  /** The columns under other names, in order. */
  toDF(...names: string[]): DataFrame {
    if (names.length === 0) return this.derive(this.analyzed);
    const there = this.remoteStep({ kind: "toDF", names });
    if (there) return there;
    const { output } = this;
    if (names.length !== output.length)
      throw new UserError(
        `requirement failed: The number of columns doesn't match.\nOld column names (${output.length}): ${output.map(each => each.name).join(", ")}\nNew column names (${names.length}): ${names.join(", ")}`,
      );
    return this.project(output.map((column, i) => alias(column, names[i]!)));
  }

  /** Without these columns; names that are not there are passed over. */
  drop(...columns: ColumnOrName[]): DataFrame {
    const there = this.remoteStep({ kind: "drop", columns: columns.map(each => toColumn(each).expression) });
    if (there) return there;
    const dropped = columns.flatMap(column => {
      const named = typeof column === "string" ? unresolvedAttribute([column]) : column.expression;
      try {
        const found = resolveExpression(named, this.scope());
        return found.kind === "attribute" ? [found.id] : [];
      } catch (error) {
        if (error instanceof AnalysisException && error.errorClass?.startsWith("UNRESOLVED_COLUMN"))
          return [];
        throw error;
      }
    });
    return this.project(this.output.filter(each => !dropped.includes(each.id)));
  }

  /** The column of this name, bound to this DataFrame. @throws AnalysisException when there is none */
  col(name: string): Column {
    return new Column(resolveExpression(col(name).expression, this.scope()));
  }

  abstract toString(): string;

  /** @throws ParseException, where no server may know better */
  protected parsed(text: string): Expression {
    try {
      return parseExpression(text, this.session.analysis);
    } catch (error) {
      if (!this.session.remote) throw error;
      return unparsedExpression(text);
    }
  }

  private get hasTwins(): boolean {
    return new Set(this.output.map(({ name }) => name.toLowerCase())).size < this.output.length;
  }

  protected get output() {
    return outputOf(this.analyzed);
  }

  /** A step as the server does it; undefined where there is none. */
  protected remoteStep(step: RemoteStep): DataFrame | undefined {
    const { remote } = this.session;
    return remote && this.derive(remote.step(this.analyzed, step));
  }

  protected project(expressions: readonly Expression[]): DataFrame {
    return this.derive(project(expressions, this.analyzed));
  }

  private scope() {
    return {
      input: this.output,
      context: this.session.analysis,
      analyzeWithin: () => {
        throw new UserError("A subquery cannot stand here.");
      },
    };
  }
}
