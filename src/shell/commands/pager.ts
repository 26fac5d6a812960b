import type { Command } from "./command.js";

export const pager: Command = {
  name: "pager",
  usage: ":pager",
  summary: "the last answer that was too long for the screen, in $PAGER or less",
  async run({ output, page }) {
    const text = await page?.();
    if (text !== undefined) output.answer(text);
  },
};
