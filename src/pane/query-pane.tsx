import { Text } from "ink";
import type { ReactNode } from "react";
import type { QueryBlock } from "./screen-layout.js";

/** One query: its header, why it failed, its newest batch. */
export function QueryPane({ block, color }: { block: QueryBlock; color: boolean }): ReactNode {
  const tint = color ? { color: block.failed ? "red" : "green" } : {};
  return (
    <>
      <Text bold={color} wrap="truncate" {...tint}>
        {block.header}
      </Text>
      {block.error !== undefined && (
        <Text wrap="truncate" {...tint}>
          {block.error}
        </Text>
      )}
      {block.table.length > 0 && <Text wrap="truncate">{block.table.join("\n")}</Text>}
    </>
  );
}
