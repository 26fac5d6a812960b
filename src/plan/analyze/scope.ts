import { AnalysisException } from "../../util/errors.js";
import { bySimilarity } from "../../util/nearest.js";
import type { Attribute, Expression, LambdaVariable, WindowSpec } from "../expressions/expression.js";
import type { FunctionRow } from "../functions/function-row.js";
import type { LogicalPlan } from "../nodes/logical-plan.js";
import { extractField } from "./extract-value.js";

/** What analysis asks of the session. */
export interface AnalysisContext {
  readonly ansi: boolean;
  readonly timeZone: string;
  /** `spark.sql.parser.escapedStringLiterals`, of expressions that are parsed for the session. */
  readonly escapedStringLiterals?: boolean;
  /** A view's analyzed plan. */
  table(nameParts: readonly string[]): LogicalPlan | undefined;
  /** A function registered in the session. */
  userFunction(name: string): FunctionRow | undefined;
}

/** What names can mean where an expression stands. */
export interface Scope {
  readonly input: readonly Attribute[];
  readonly context: AnalysisContext;
  /** Analyzes a subquery that stands in this scope. */
  readonly analyzeWithin: (plan: LogicalPlan, outer: Scope, used: Set<Attribute>) => LogicalPlan;
  /** Of a subquery: the query around it, and which of its columns were read. */
  readonly outer?: { readonly scope: Scope; readonly used: Set<Attribute> };
  readonly variables?: ReadonlyMap<string, LambdaVariable>;
  /** Of a select list: the columns named to the left. */
  readonly aliases?: ReadonlyMap<string, Expression>;
  /** Of the WINDOW clause. */
  readonly windows?: Readonly<Record<string, WindowSpec>>;
}

/** How many names Spark suggests. */
const MAX_SUGGESTIONS = 5;

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** What a name means: a column, or a field within one; undefined when nothing in reach has it. */
export function resolveName(parts: readonly string[], input: readonly Attribute[]): Expression | undefined {
  for (let k = parts.length - 1; k >= 0; k--) {
    const qualifier = parts.slice(0, k);
    const named = input.filter(column => same(column.name, parts[k]!) && isQualifiedBy(column, qualifier));
    // The same column twice is no ambiguity.
    const matches = named.filter((column, i) => named.findIndex(each => each.id === column.id) === i);
    if (matches.length > 1) throw ambiguous(parts, matches);
    if (matches[0]) return parts.slice(k + 1).reduce<Expression>(extractField, matches[0]);
  }
  return undefined;
}

export function isQualifiedBy(column: Attribute, qualifier: readonly string[]): boolean {
  const own = column.qualifier.slice(-qualifier.length || column.qualifier.length);
  return (
    qualifier.length === 0 ||
    (own.length === qualifier.length && own.every((part, i) => same(part, qualifier[i]!)))
  );
}

function ambiguous(parts: readonly string[], matches: readonly Attribute[]): AnalysisException {
  const quoted = (column: Attribute) =>
    [...column.qualifier, column.name].map(part => `\`${part}\``).join(".");
  return new AnalysisException(
    "AMBIGUOUS_REFERENCE",
    `Reference ${parts.map(part => `\`${part}\``).join(".")} is ambiguous, could be: [${matches.map(quoted).join(", ")}].`,
    "42704",
  );
}

export function unresolvedColumn(parts: readonly string[], input: readonly Attribute[]): AnalysisException {
  const quoted = parts.map(part => `\`${part.replaceAll("`", "``")}\``).join(".");
  const what = `A column, variable, or function parameter with name ${quoted} cannot be resolved.`;
  if (input.length === 0) return new AnalysisException("UNRESOLVED_COLUMN.WITHOUT_SUGGESTION", what, "42703");
  // Spark shows the table's name only where the columns come from several.
  const qualified = parts.length > 1 || new Set(input.map(column => column.qualifier.join("."))).size > 1;
  const names = input.map(column => (qualified ? [...column.qualifier, column.name] : [column.name]));
  const byText = new Map(names.map(each => [each.join("."), each.map(part => `\`${part}\``).join(".")]));
  const suggestions = bySimilarity(parts.join("."), [...byText.keys()]).slice(0, MAX_SUGGESTIONS);
  return new AnalysisException(
    "UNRESOLVED_COLUMN.WITH_SUGGESTION",
    `${what} Did you mean one of the following? [${suggestions.map(each => byText.get(each)).join(", ")}].`,
    "42703",
  );
}
