import { inspect } from "node:util";
import { userStack } from "../report.js";
import type { Command } from "./command.js";

export const trace: Command = {
  name: "trace",
  usage: ":trace",
  summary: "the last error in full: its whole message, stack and causes",
  async run({ output, lastError }) {
    output.answer(lastError === undefined ? "no error so far" : userStack(inspect(lastError)));
  },
};
