import type { Command } from "./command.js";

export const paste: Command = {
  name: "paste",
  usage: ":paste … :end",
  summary: "take several lines as one entry, up to a line :end or Ctrl-D",
  async run(context, args) {
    return context.run(args.replace(/(^|\n)\s*:end\s*$/, ""));
  },
};
