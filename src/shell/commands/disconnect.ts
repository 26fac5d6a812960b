import type { Command } from "./command.js";

export const disconnect: Command = {
  name: "disconnect",
  usage: ":disconnect",
  summary: "close the session on a Spark Connect server and run lines here again",
  async run({ output, cluster }) {
    output.answer(await cluster.disconnect());
  },
};
