import { findFunction, functionNames } from "../../plan/functions/registry.js";
import { sqlWords } from "../input/sql-words.js";
import { type CompletionItem, matching } from "./completion.js";

/** What SQL text may name. */
export interface SqlNames {
  readonly tables: readonly string[];
  columnsOfTable(name: string): readonly CompletionItem[];
  /** The columns that stand without a table: of an expression's DataFrame, or none. */
  readonly columns: readonly CompletionItem[];
}

/** What may stand in SQL text at a place: tables behind FROM, columns of the tables named, functions, keywords in the case that is typed. */
export function sqlItems(
  text: string,
  cursor: number,
  names: SqlNames,
): { typed: string; items: CompletionItem[] } {
  const before = text.slice(0, cursor);
  const typed = /[\p{L}\p{N}_]*$/u.exec(before)![0];
  const items = isWithinText(before)
    ? []
    : candidates(text, before.slice(0, before.length - typed.length), typed, names);
  return { typed, items: matching(items, typed) };
}

function candidates(text: string, before: string, typed: string, names: SqlNames): CompletionItem[] {
  const qualifier = /([\p{L}\p{N}_]+)`?\.$/u.exec(before)?.[1];
  const mentioned = tablesIn(text);
  if (qualifier) return [...names.columnsOfTable(mentioned.get(qualifier.toLowerCase()) ?? qualifier)];
  const tables = names.tables.map(label => ({ label, detail: "table" }));
  if (
    /\b(from|join|table|into|view|describe|desc|cache|refresh)\s+$/i.test(before) ||
    /\bfrom\s+[\w\s`,]*,\s*$/i.test(before)
  )
    return tables;
  // Before a FROM is written, what stands behind SELECT may be of any table.
  const sources = new Set(
    mentioned.size > 0 ? mentioned.values() : names.columns.length > 0 ? [] : names.tables,
  );
  const columns = [...sources].flatMap(name => names.columnsOfTable(name));
  const all = [...names.columns, ...columns];
  const isLower = typed !== "" && typed === typed.toLowerCase();
  const words = sqlWords.map(word => ({ label: isLower ? word.toLowerCase() : word }));
  return [...unique(all), ...(typed ? functionItems(typed) : []), ...words];
}

/** SQL's functions that begin so. */
export function functionItems(typed: string): CompletionItem[] {
  const letters = typed.toLowerCase();
  return functionNames()
    .filter(name => name.startsWith(letters) && /^\w/.test(name))
    .sort()
    .map(label => {
      const row = findFunction(label);
      return { label, detail: row?.usage.slice(label.length), doc: row?.doc };
    });
}

/** The tables that a statement names, by their names and aliases. */
function tablesIn(text: string): Map<string, string> {
  const tables = new Map<string, string>();
  const named =
    /\b(?:from|join)\s+`?([\p{L}\p{N}_]+)`?(?:\s+(?:as\s+)?(?!(?:where|join|on|using|group|order|left|right|inner|full|cross|limit|having|union|lateral)\b)([\p{L}_][\p{L}\p{N}_]*))?/giu;
  for (const [, table, alias] of text.matchAll(named)) {
    tables.set(table!.toLowerCase(), table!);
    if (alias) tables.set(alias.toLowerCase(), table!);
  }
  return tables;
}

const isWithinText = (before: string): boolean =>
  (before.replace(/\\./g, "").match(/'/g)?.length ?? 0) % 2 === 1;

const unique = (items: readonly CompletionItem[]): CompletionItem[] => [
  ...new Map(items.map(item => [item.label, item])).values(),
];
