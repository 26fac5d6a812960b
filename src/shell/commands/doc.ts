import { findFunction, functionNames } from "../../plan/functions/registry.js";
import { UserError } from "../../util/errors.js";
import { nearest } from "../../util/nearest.js";
import type { Command } from "./command.js";

export const doc: Command = {
  name: "doc",
  usage: ":doc NAME",
  summary: "what one of Spark's functions does, and how it is called",
  completes: "function",
  async run({ output }, args) {
    if (!args) throw new UserError("the documentation of what? :doc NAME");
    const row = findFunction(args);
    if (!row) {
      const meant = nearest(args, [...functionNames()]);
      throw new UserError(`no function ${args}${meant ? `: did you mean ${meant}?` : ""}`);
    }
    const example = row.example ? [`  SELECT ${row.example}`] : [];
    output.answer([row.usage, `  ${row.doc}`, ...example].join("\n"));
  },
};
