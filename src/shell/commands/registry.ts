import { UserError } from "../../util/errors.js";
import { nearest } from "../../util/nearest.js";
import type { Command } from "./command.js";
import { connect } from "./connect.js";
import { disconnect } from "./disconnect.js";
import { doc } from "./doc.js";
import { edit } from "./edit.js";
import { help } from "./help.js";
import { history } from "./history.js";
import { load } from "./load.js";
import { pager } from "./pager.js";
import { pane } from "./pane.js";
import { paste } from "./paste.js";
import { producer } from "./producer.js";
import { producers } from "./producers.js";
import { queries } from "./queries.js";
import { quit } from "./quit.js";
import { reset } from "./reset.js";
import { save } from "./save.js";
import { set } from "./set.js";
import { sql } from "./sql.js";
import { time } from "./time.js";
import { topics } from "./topics.js";
import { trace } from "./trace.js";
import { type } from "./type.js";

/** All commands, in the order that `:help` lists them: one file of this folder each. */
export const commands: readonly Command[] = [
  help,
  producer,
  producers,
  queries,
  topics,
  sql,
  pane,
  pager,
  connect,
  disconnect,
  load,
  edit,
  paste,
  save,
  type,
  doc,
  time,
  set,
  history,
  trace,
  reset,
  quit,
];

const byName = new Map(
  commands.flatMap(command => [command.name, ...(command.aliases ?? [])].map(name => [name, command])),
);

/** The command and its arguments when the text is one: `:name …`, or as Node's REPL has it, such as `.exit`. */
export function parseCommand(text: string): { command: Command; args: string } | undefined {
  const found =
    /^\s*(?::\s*(\S*)|\.(help|exit|clear|editor)(?=\s*$)|\.(load|save)(?=\s+[^\s(]))([\s\S]*)$/.exec(text);
  if (!found) return undefined;
  const name = found[1] ?? found[2] ?? found[3] ?? "";
  const command = byName.get(name);
  if (command) return { command, args: (found[4] ?? "").trim() };
  const meant = nearest(name, [...byName.keys()]);
  throw new UserError(`no command :${name}${meant ? `: did you mean :${meant}?` : ""} (:help lists them)`);
}
