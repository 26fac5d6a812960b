import { writeFile } from "node:fs/promises";
import { UserError } from "../../util/errors.js";
import type { Command } from "./command.js";

export const save: Command = {
  name: "save",
  usage: ":save FILE.ts|FILE.scala",
  summary:
    "write what ran without error to a file that :load and -f run; to .ts with Scala lines as TypeScript",
  completes: "file",
  async run({ output, transcript }, args) {
    const path = args.replace(/^(["'])(.*)\1$/, "$2");
    if (path === "") throw new UserError("save to which file? :save FILE.ts, or FILE.scala");
    const lines = transcript.map(({ source, typescript }) => (path.endsWith(".scala") ? source : typescript));
    if (lines.length === 0) throw new UserError("there is nothing to save: nothing ran yet");
    try {
      // Never over what is there: it may be all that is left of another session.
      await writeFile(path, `${lines.join("\n")}\n`, { flag: "wx", mode: 0o600 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST")
        throw new UserError(`${path} is there already: name another file`);
      throw new UserError(`cannot write ${path}: name a file in a folder that is there`, { cause: error });
    }
    output.answer(`${lines.length} ${lines.length === 1 ? "entry" : "entries"} in ${path}`);
  },
};
