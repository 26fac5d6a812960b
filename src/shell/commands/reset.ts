import type { Command } from "./command.js";

export const reset: Command = {
  name: "reset",
  aliases: ["clear"],
  usage: ":reset",
  summary: "forget all that was defined; queries go on",
  async run({ output, reset }) {
    const count = reset();
    output.answer(count === 0 ? "nothing was defined" : `forgot ${count} ${count === 1 ? "name" : "names"}`);
  },
};
