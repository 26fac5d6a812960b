import { Box, Text, useCursor } from "ink";
import type { ReactNode } from "react";
import { inked } from "./ink-style.js";
import { Lines } from "./lines.js";
import type { PromptRow } from "./prompt-layout.js";
import type { ScreenLayout } from "./screen-layout.js";

/**
 * The live area: queries, status, prompt. It draws a layout and holds no state, so that everything in a frame,
 * the cursor's cell included, is of one moment.
 */
export function Screen({ layout, color }: { layout: ScreenLayout; color: boolean }): ReactNode {
  const { setCursorPosition } = useCursor();
  const { rows, cursor } = layout.prompt;
  setCursorPosition({ x: cursor.x, y: layout.heightAbovePrompt + cursor.y });
  return (
    <Box flexDirection="column">
      <Lines of={layout.unended} color={color} />
      <Lines of={layout.pane} color={color} />
      {layout.padding > 0 && <Box height={layout.padding} />}
      <Lines of={layout.statusLines} color={color} />
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is nothing but its place
        <Text key={index} wrap="truncate">
          {inkedRow(row, color)}
        </Text>
      ))}
    </Box>
  );
}

/** One text with its colours in it: a component for each piece would make every key wait for Ink. */
function inkedRow({ mark, text, pieces = [{ text }] }: PromptRow, color: boolean): string {
  return inked([{ text: mark, style: "mark" }, ...pieces], color) || " ";
}
