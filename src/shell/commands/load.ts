import { UserError } from "../../util/errors.js";
import type { Command } from "./command.js";

export const load: Command = {
  name: "load",
  usage: ":load FILE",
  summary: "run a .ts or .scala file, up to its first error",
  completes: "file",
  async run(context, args) {
    if (!args) throw new UserError("which file? :load FILE");
    return context.runFile(args);
  },
};
