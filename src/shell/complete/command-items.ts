import { confKeys } from "../../util/conf.js";
import type { Command } from "../commands/command.js";
import { settingDocs } from "../settings.js";
import { type Completion, type CompletionItem, matching } from "./completion.js";
import type { LiveSession } from "./live-session.js";
import { pathItems } from "./path-items.js";
import type { CompletionSources } from "./sources.js";
import { functionItems, sqlItems } from "./sql-items.js";

/** What a command's arguments are: words to choose from, or one of these. */
export type ArgumentKind = "file" | "function" | "code" | "sql" | "setting" | "producer";

export interface CommandSources {
  readonly commands: readonly Command[];
  readonly live: LiveSession;
  readonly sources: CompletionSources;
  /** Completes code, as anywhere. */
  code(text: string, cursor: number): Promise<Completion | undefined>;
}

const secret = /token|secret|key$/;

const byKind: Readonly<
  Record<
    ArgumentKind,
    (typed: string, context: CommandSources) => readonly CompletionItem[] | Promise<readonly CompletionItem[]>
  >
> = {
  file: pathItems,
  function: typed => functionItems(typed),
  code: () => [],
  sql: () => [],
  setting: () => [...settingItems(), ...confItems()],
  producer: async (typed, { sources }) => {
    const twitter = sources.formats.find(({ format }) => format === "twitter")?.options ?? [];
    const keys = twitter.filter(({ name }) => !secret.test(name));
    if (typed.startsWith("-"))
      return [
        ...keys.map(({ name, doc }) => ({ label: `--${name}=`, doc })),
        { label: "--explain", doc: "the rules that X would be sent" },
        { label: "--help", doc: "every key" },
      ];
    const words = ["stop", "pause", "resume", "restart", "status"].map(label => ({ label }));
    return [...words, ...(await pathItems(typed))];
  },
};

/** The settings of Spark that are read somewhere. */
export const confItems = (): CompletionItem[] => confKeys.map(label => ({ label }));

const settingItems = (): CompletionItem[] =>
  Object.entries(settingDocs).map(([label, doc]) => ({ label, detail: "true, false", doc }));

const commandItems = (commands: readonly Command[]): CompletionItem[] =>
  commands.map(({ name, usage, summary }) => ({
    label: `:${name}`,
    detail: usage.slice(name.length + 2),
    doc: summary,
  }));

/** What may stand in a `:command` at a place: its name, or what its arguments are. */
export async function completeCommand(
  text: string,
  cursor: number,
  context: CommandSources,
): Promise<Completion | undefined> {
  const [, lead = "", name = "", gap] = /^(\s*):\s*([\w-]*)(\s+)?/.exec(text.slice(0, cursor)) ?? [];
  if (gap === undefined)
    return { from: lead.length, to: cursor, items: matching(commandItems(context.commands), `:${name}`) };
  const kinds = context.commands.find(each => each.name === name || each.aliases?.includes(name))?.completes;
  const start = /^\s*:\s*[\w-]*\s+/.exec(text)![0].length;
  if (kinds === "code") return shifted(await context.code(text.slice(start), cursor - start), start);
  if (kinds === "sql") return shifted(completeSql(text.slice(start), cursor - start, context.live), start);
  if (kinds === undefined) return undefined;
  const typed = /\S*$/.exec(text.slice(start, cursor))![0];
  const items =
    typeof kinds === "string" ? await byKind[kinds](typed, context) : kinds.map(label => ({ label }));
  return { from: cursor - typed.length, to: cursor, items: matching(items, typed) };
}

/** What may stand in SQL at a place. */
export function completeSql(text: string, cursor: number, live: LiveSession): Completion {
  const columnsOfTable = (table: string) => live.columnsOfTable(table);
  const { typed, items } = sqlItems(text, cursor, { tables: live.tables, columns: [], columnsOfTable });
  return { from: cursor - typed.length, to: cursor, items };
}

const shifted = (found: Completion | undefined, by: number): Completion | undefined =>
  found && { ...found, from: found.from + by, to: found.to + by };
