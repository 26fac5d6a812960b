import { UserError } from "../../util/errors.js";
import type { Command } from "./command.js";

export const type: Command = {
  name: "type",
  usage: ":type EXPR",
  summary: "the type of an expression, which is not run",
  completes: "code",
  async run({ output, typeOf }, args) {
    if (!args) throw new UserError("the type of what? :type EXPR");
    output.answer(await typeOf(args));
  },
};
