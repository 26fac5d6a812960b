import type { Command } from "./command.js";

export const producer: Command = {
  name: "producer",
  usage: ":producer [FILE] [--option=value …] | stop | status",
  summary: "send tweets into Kafka in the background, or stop doing so",
  async run({ output, producer }, args) {
    const words = args.split(/\s+/).filter(Boolean);
    if (args === "stop") output.answer((await producer.stop()) ?? "no producer runs");
    else if (args === "status") output.answer(producer.status() ?? "no producer runs");
    else output.answer(await producer.start(words));
  },
};
