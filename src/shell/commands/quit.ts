import type { Command } from "./command.js";

export const quit: Command = {
  name: "quit",
  aliases: ["q", "exit"],
  usage: ":quit",
  summary: "stop all queries and leave (also :q, :exit)",
  async run(context) {
    context.quit();
  },
};
