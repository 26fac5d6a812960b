import { literal, unresolvedFunction } from "../plan/expressions/create.js";
import type { Attribute, Expression } from "../plan/expressions/expression.js";
import { castTo, isNumeric } from "../plan/functions/coercion.js";
import { outputOf } from "../plan/nodes/inspect.js";
import { Column, type LiteralValue, toExpression } from "./column.js";
import type { DataFrame } from "./data-frame.js";

/** What is missing in a DataFrame: `df.na`. */
export class DataFrameNaFunctions {
  /** @internal */
  constructor(private readonly frame: DataFrame) {}

  toString(): string {
    return "DataFrameNaFunctions";
  }

  /** Without the rows that have a NULL (or NaN) in some of the columns; `"all"`: in all of them. */
  drop(
    how: "any" | "all" | readonly string[] = "any",
    columns: readonly string[] = this.frame.columns,
  ): DataFrame {
    const [mode, names] = typeof how === "string" ? [how, columns] : ["any", how];
    const present = this.named(names).map(column => presence(column));
    const condition = present.reduce((all, each) =>
      unresolvedFunction(mode === "all" ? "or" : "and", [all, each]),
    );
    return this.frame.filter(new Column(condition));
  }

  /** With a value in the place of NULLs (and NaNs), in the columns of the value's kind. */
  fill(
    value: string | number | bigint | boolean | Readonly<Record<string, LiteralValue>>,
    columns?: readonly string[],
  ): DataFrame {
    const byName = typeof value === "object" ? new Map(Object.entries(value)) : null;
    const chosen = new Set((columns ?? this.frame.columns).map(name => name.toLowerCase()));
    return this.frame.select(
      ...outputOf(this.frame.analyzed).map(column => {
        const filler = byName
          ? byName.get(column.name)
          : chosen.has(column.name.toLowerCase()) && takes(column, value as LiteralValue)
            ? (value as LiteralValue)
            : undefined;
        if (filler === undefined) return new Column(column);
        const present =
          column.type.kind === "double" || column.type.kind === "float"
            ? unresolvedFunction("nanvl", [column, literal(null, column.type)])
            : column;
        return new Column(
          unresolvedFunction("coalesce", [present, castTo(toExpression(filler), column.type)]),
        ).as(column.name);
      }),
    );
  }

  /** With values replaced in some columns (`"*"`: in all): `replace("lang", { kr: "ko" })`. */
  replace(
    columns: string | readonly string[],
    replacements: Readonly<Record<string, LiteralValue>> | ReadonlyMap<LiteralValue, LiteralValue>,
  ): DataFrame {
    const chosen = columns === "*" ? this.frame.columns : [columns].flat();
    const pairs = replacements instanceof Map ? [...replacements] : Object.entries(replacements);
    return this.frame.select(
      ...outputOf(this.frame.analyzed).map(column => {
        if (!chosen.includes(column.name)) return new Column(column);
        const cases = pairs.flatMap(([from, to]) => [
          unresolvedFunction("<=>", [column, castTo(toExpression(from), column.type)]),
          castTo(toExpression(to), column.type),
        ]);
        return new Column(unresolvedFunction("case_when", [...cases, column])).as(column.name);
      }),
    );
  }

  private named(names: readonly string[]): Attribute[] {
    return names.map(name => this.frame.col(name).expression as Attribute);
  }
}

function presence(column: Attribute): Expression {
  const known = unresolvedFunction("isnotnull", [column]);
  if (column.type.kind !== "double" && column.type.kind !== "float") return known;
  return unresolvedFunction("and", [
    known,
    unresolvedFunction("not", [unresolvedFunction("isnan", [column])]),
  ]);
}

function takes({ type }: Attribute, value: LiteralValue): boolean {
  if (typeof value === "string") return type.kind === "string";
  return typeof value === "boolean" ? type.kind === "boolean" : isNumeric(type);
}
