import { cellWidth } from "../../pane/cells.js";
import { UserError } from "../../util/errors.js";
import type { Command } from "./command.js";

export const topics: Command = {
  name: "topics",
  usage: ":topics [create NAME [PARTITIONS]] [HOST:PORT]",
  summary: "the topics of the Kafka there with their records, by default of localhost:9092; or make one",
  completes: ["create"],
  async run({ output, topics }, args) {
    const words = args.split(/\s+/).filter(Boolean);
    const servers = words.at(-1)?.includes(":") ? words.pop()! : "localhost:9092";
    const [action, name, partitions = "1"] = words;
    if (action === undefined) {
      const found = await topics.list(servers);
      if (found.length === 0) return output.answer(`no topics at ${servers}`);
      const width = Math.max(...found.map(each => cellWidth(each.name)));
      const lines = found.map(
        each =>
          `  ${each.name}${" ".repeat(width - cellWidth(each.name))}  ${each.partitions} ${each.partitions === 1 ? "partition " : "partitions"}  ${each.records} records`,
      );
      return output.answer(lines.join("\n"));
    }
    if (action !== "create" || name === undefined || !/^[1-9]\d*$/.test(partitions))
      throw new UserError(":topics lists them, :topics create NAME [PARTITIONS] makes one");
    const made = await topics.create(servers, name, Number(partitions));
    output.answer(made ? `topic ${name} made` : `topic ${name} was there already`);
  },
};
