import type { Key } from "node:readline";

/** Keys that Node does not name. */
const unnamed: Readonly<Record<string, string>> = {
  // Ctrl-_ and Ctrl-/ send the same.
  "\x1f": "undo",
  "\x1e": "redo",
  "\x1b<": "ctrl-home",
  "\x1b>": "ctrl-end",
};

/** What tables of keys call a key: `ctrl-a`, `meta-f`, `shift-tab`, `up`. */
export function keyName(key: Key): string {
  const known = unnamed[key.sequence ?? ""];
  if (known) return known;
  const { name = "" } = key;
  const isShifted = key.shift && name.length > 1;
  return `${key.ctrl ? "ctrl-" : ""}${key.meta && name !== "escape" ? "meta-" : ""}${isShifted ? "shift-" : ""}${name}`;
}
