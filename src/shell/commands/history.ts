import { UserError } from "../../util/errors.js";
import type { Command } from "./command.js";

const shown = 20;

export const history: Command = {
  name: "history",
  usage: ":history [N]",
  summary: `the last N entries, ${shown} unless told`,
  async run({ output, history }, args) {
    const count = args ? Number(args) : shown;
    if (!Number.isInteger(count) || count < 1) throw new UserError(`:history takes a number, not ${args}`);
    const first = Math.max(0, history.length - count);
    output.answer(
      history
        .slice(first)
        .map((text, i) => `${String(first + i + 1).padStart(5)}  ${text}`)
        .join("\n"),
    );
  },
};
