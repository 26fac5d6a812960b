import { unresolvedStar } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import type { GroupingSets } from "../nodes/logical-plan.js";
import type { Cursor } from "./cursor.js";
import { endsAt } from "./names.js";
import { rowValues } from "./row.js";
import { isWordAll } from "./sort.js";

export interface Grouping {
  readonly groupings: readonly Expression[];
  readonly sets: GroupingSets | null;
}

/** The expressions of one grouping set. */
type ExpressionSet = readonly Expression[];

/** What follows GROUP BY: expressions, ROLLUP, CUBE and GROUPING SETS; several of these multiply. */
export function groupBy(cursor: Cursor): Grouping {
  const elements = cursor.commaSeparated(() => element(cursor));
  const listed = elements.flatMap(sets => (sets.analytic ? [] : sets.sets[0]!));
  const [only] = listed;
  if (elements.length === 1 && only?.kind === "unresolvedAttribute" && isWordAll(only.nameParts))
    return { groupings: [unresolvedStar()], sets: null };
  if (cursor.accept("WITH", "ROLLUP")) return numbered(listed, rollup(listed.map(item => [item])));
  if (cursor.accept("WITH", "CUBE")) return numbered(listed, cube(listed.map(item => [item])));
  if (cursor.is("GROUPING", "SETS", "(")) return numbered(listed, analytic(cursor)!);
  if (!elements.some(({ analytic: isAnalytic }) => isAnalytic)) return { groupings: listed, sets: null };
  const product = elements.reduce<readonly ExpressionSet[]>(
    (sets, { sets: more }) => sets.flatMap(set => more.map(other => [...set, ...other])),
    [[]],
  );
  return numbered([], product);
}

interface Element {
  readonly analytic: boolean;
  readonly sets: readonly ExpressionSet[];
}

function element(cursor: Cursor): Element {
  const sets = analytic(cursor);
  return sets ? { analytic: true, sets } : { analytic: false, sets: [[cursor.rules.expression(cursor)]] };
}

/** The sets of ROLLUP (…), CUBE (…) or GROUPING SETS (…); undefined for a plain expression. */
function analytic(cursor: Cursor): readonly ExpressionSet[] | undefined {
  if (cursor.is("ROLLUP", "(") || cursor.is("CUBE", "(")) {
    const make = cursor.take().symbol === "ROLLUP" ? rollup : cube;
    return make(cursor.parenthesized(() => groupingSet(cursor)));
  }
  if (!cursor.accept("GROUPING", "SETS")) return undefined;
  return cursor.parenthesized(() => analytic(cursor) ?? [groupingSet(cursor)]).flat();
}

/** `(a, b)`, `()`, `a` */
function groupingSet(cursor: Cursor): ExpressionSet {
  if (cursor.accept("(", ")")) return [];
  const item = cursor.rules.expression(cursor);
  return endsAt(cursor, 0) ? rowValues(item) : [item];
}

const rollup = (parts: readonly ExpressionSet[]): ExpressionSet[] =>
  Array.from({ length: parts.length + 1 }, (_, i) => parts.slice(0, parts.length - i).flat());

/** All subsets, those with the first parts first. */
function cube(parts: readonly ExpressionSet[]): ExpressionSet[] {
  if (parts.length === 0) return [[]];
  const rest = cube(parts.slice(1));
  return [...rest.map(set => [...parts[0]!, ...set]), ...rest];
}

/** The sets as positions in the distinct expressions of all. */
function numbered(listed: readonly Expression[], sets: readonly ExpressionSet[]): Grouping {
  const groupings: Expression[] = [];
  const positions = new Map<string, number>();
  const position = (item: Expression): number => {
    const key = keyOf(item);
    const known = positions.get(key);
    if (known !== undefined) return known;
    positions.set(key, groupings.length);
    return groupings.push(item) - 1;
  };
  for (const item of listed) position(item);
  return { groupings, sets: sets.map(set => [...new Set(set.map(position))]) };
}

/** Equal for expressions that are the same as typed, case aside. */
const keyOf = (item: Expression): string =>
  JSON.stringify(item, (_, value: unknown) =>
    typeof value === "bigint" ? `${value}n` : value,
  ).toLowerCase();
