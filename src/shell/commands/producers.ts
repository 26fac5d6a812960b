import type { Command } from "./command.js";

export const noProducer = "no producer runs";

export const producers: Command = {
  name: "producers",
  usage: ":producers",
  summary: "the producers, what they have done and how they are",
  async run({ output, producer }) {
    output.answer(producer.list().join("\n") || noProducer);
  },
};
