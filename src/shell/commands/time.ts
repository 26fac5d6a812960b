import { UserError } from "../../util/errors.js";
import { took } from "../report.js";
import type { Command } from "./command.js";

export const time: Command = {
  name: "time",
  usage: ":time CODE",
  summary: "run a line and say how long it took; :set time true for all",
  completes: "code",
  async run({ output, run }, args) {
    if (!args) throw new UserError("the time of what? :time CODE");
    const start = performance.now();
    const ok = await run(args);
    output.answer(took(performance.now() - start));
    return ok;
  },
};
