import { Text } from "ink";
import type { ReactNode } from "react";
import { inked } from "./ink-style.js";
import type { Line } from "./line.js";

/** Lines as one text with their colours in it: Ink's layout costs by the component. */
export function Lines({ of: lines, color }: { of: readonly Line[]; color: boolean }): ReactNode {
  return (
    lines.length > 0 && <Text wrap="truncate">{lines.map(line => inked(line, color) || " ").join("\n")}</Text>
  );
}
