import { UserError } from "../../util/errors.js";
import type { Command } from "./command.js";

export const set: Command = {
  name: "set",
  usage: ":set [NAME VALUE]",
  summary: "set echo, eager, time or pager to true or false, or a setting of Spark's; alone, list them",
  completes: "setting",
  async run({ output, settings, run }, args) {
    const [, name, value] = /^(\S*)[\s=]*([\s\S]*)$/.exec(args) as unknown as [string, string, string];
    if (name === "") return output.answer(settings.lines().join("\n"));
    if (name.startsWith("spark."))
      return run(
        value === ""
          ? `spark.conf.get(${JSON.stringify(name)})`
          : `spark.conf.set(${JSON.stringify(name)}, ${JSON.stringify(value)})`,
      );
    if (value === "") throw new UserError(`set ${name} to what? :set ${name} true`);
    settings.set(name, value);
  },
};
