import { importable } from "../scala/imports.js";
import { type Completion, matching } from "./completion.js";

/** What Scala's `import org.apache.spark…` may go on with: parts of packages, and what is in them. */
export function completeImport(text: string, cursor: number): Completion | undefined {
  const found = /^\s*import\s+((?:\w+\.)*)(?:\{\s*(?:\w+\s*,\s*)*)?(\w*)$/.exec(text.slice(0, cursor));
  const [, path = "", typed = ""] = found ?? [];
  // `import { x } from "module"` is TypeScript's.
  if (!found || (path === "" && found[0].includes("{"))) return undefined;
  const below = Object.keys(importable).flatMap(name =>
    name.startsWith(path) ? name.slice(path.length).split(".", 1) : [],
  );
  const names = new Set([...below, ...(importable[path.slice(0, -1)] ?? [])]);
  const items = matching(
    [...names].sort().map(label => ({ label })),
    typed,
  );
  return items.length > 0 ? { from: cursor - typed.length, to: cursor, items } : undefined;
}
