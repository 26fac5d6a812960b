import { UserError } from "../../util/errors.js";
import type { Command } from "./command.js";

export const edit: Command = {
  name: "edit",
  usage: ":edit [N | TEXT]",
  summary:
    "the last entry, entry N of :history or a text in $VISUAL or $EDITOR, then at the prompt; Enter runs it",
  completes: "code",
  async run({ edit, history }, args) {
    if (!edit) throw new UserError(":edit needs a terminal");
    await edit(args === "" ? lastOf(history) : /^\d+$/.test(args) ? numbered(history, Number(args)) : args);
  },
};

const isEdit = (entry: string): boolean => /^\s*:\s*edit\b/.test(entry);

const lastOf = (history: readonly string[]): string => history.findLast(entry => !isEdit(entry)) ?? "";

function numbered(history: readonly string[], number: number): string {
  const entry = history[number - 1];
  if (entry === undefined) throw new UserError(`there is no entry ${number}: :history lists them`);
  return entry;
}
