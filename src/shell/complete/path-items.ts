import { readdir } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { CompletionItem } from "./completion.js";

const mostEntries = 1000;

/** The files and folders whose path begins as what is typed; folders end in a slash. */
export async function pathItems(typed: string): Promise<CompletionItem[]> {
  const scheme = /^file:(\/\/)?/.exec(typed)?.[0] ?? "";
  const path = typed.slice(scheme.length);
  const cut = path.lastIndexOf("/") + 1;
  const [folder, begun] = [path.slice(0, cut), path.slice(cut)];
  const entries = await readdir(resolve(expanded(folder)), { withFileTypes: true }).catch(() => []);
  return entries
    .slice(0, mostEntries)
    .filter(({ name }) => begun.startsWith(".") || !name.startsWith("."))
    .map(entry => `${entry.name}${entry.isDirectory() ? "/" : ""}`)
    .sort()
    .map(label => ({ label, insert: scheme + folder + label }));
}

const expanded = (folder: string): string =>
  folder.startsWith("~/") ? join(homedir(), folder.slice(2)) : folder;
