import { UserError } from "../../util/errors.js";
import type { Command } from "./command.js";

export const connect: Command = {
  name: "connect",
  usage: ":connect sc://HOST:PORT",
  summary: "run lines on a Spark Connect server; :disconnect comes back",
  completes: ["sc://localhost:15002"],
  async run({ output, cluster }, args) {
    if (args === "" && cluster.place === undefined)
      throw new UserError("Name the server, such as :connect sc://localhost:15002.");
    output.answer(args === "" ? cluster.whereLinesRun : await cluster.connect(args));
  },
};
