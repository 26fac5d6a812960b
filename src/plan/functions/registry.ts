import { aggregate } from "./aggregate.js";
import { arithmetic } from "./arithmetic.js";
import { comparison } from "./comparison.js";
import type { FunctionRow } from "./function-row.js";
import { logic } from "./logic.js";
import { string } from "./string.js";
import { window } from "./window.js";

/** Every function, by family. */
const rows: readonly FunctionRow[] = [
  ...comparison,
  ...logic,
  ...arithmetic,
  ...string,
  ...aggregate,
  ...window,
];

const byName = new Map(rows.map(row => [row.name, row]));

export function findFunction(name: string): FunctionRow | undefined {
  return byName.get(name) ?? byName.get(name.toLowerCase());
}

export function functionNames(): readonly string[] {
  return rows.map(row => row.name);
}
