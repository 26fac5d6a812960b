import type { Command } from "./command.js";

export const help: Command = {
  name: "help",
  usage: ":help",
  summary: "this list",
  async run({ output, commands }) {
    const width = Math.max(...commands.map(({ usage }) => usage.length));
    const lines = commands.map(({ usage, summary }) => `  ${usage.padEnd(width)}  ${summary}`);
    output.answer(
      ["Type TypeScript, or Spark's Scala; spark, sc, $, functions and Trigger are there.", ...lines].join(
        "\n",
      ),
    );
  },
};
