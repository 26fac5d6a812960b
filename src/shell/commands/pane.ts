import { UserError } from "../../util/errors.js";
import type { Command } from "./command.js";

export const pane: Command = {
  name: "pane",
  usage: ":pane [on|off | big|tabs|tiles | NUMBER|NAME | freeze|zoom|compare]",
  summary: "how the pane shows the queries; F2 or Ctrl-O gives it the keys",
  completes: ["on", "off", "big", "tabs", "tiles", "freeze", "zoom", "compare"],
  async run({ output, pane }, args) {
    if (!pane) throw new UserError("there is no pane: it needs a terminal");
    output.answer(pane.command(args));
  },
};
