import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { BatchSink } from "../../contracts/sink.js";
import { AnalysisException } from "../../util/errors.js";
import { OptionMap } from "../../util/options.js";
import { fileWriters } from "./file-writers.js";
import { pathOption } from "./list-files.js";
import { localPath } from "./local-path.js";
import { fileOptionLists } from "./option-list.js";
import { layoutOf } from "./partition-columns.js";
import { writeRows } from "./write-rows.js";

/** The formats of files that can be written. A folder is written beside its place and renamed, so a failure leaves nothing. */
export const fileSinks: readonly BatchSink[] = Object.entries(fileWriters).map(([format, make]) => ({
  format,
  options: fileOptionLists[format] ?? [],
  async write({ options: given, mode, partitionBy, columns, timeZone }, rows) {
    const options = new OptionMap(given);
    const target = localPath(pathOption(options));
    const layout = layoutOf(columns, partitionBy, timeZone);
    const writer = make(layout.schema, options, options.get("timeZone") ?? timeZone);
    if (mode === "ignore" && existsSync(target)) return;
    if (mode === "error" && existsSync(target))
      throw new AnalysisException(
        "PATH_ALREADY_EXISTS",
        `Path file:${target} already exists. Set mode as "overwrite" to overwrite the existing path.`,
        "42K04",
      );
    mkdirSync(dirname(target), { recursive: true });
    const staging = join(dirname(target), `.${basename(target)}-${randomUUID()}`);
    try {
      mkdirSync(staging);
      await writeRows(staging, layout, writer, rows);
      writeFileSync(join(staging, "_SUCCESS"), "");
      if (mode === "append" && existsSync(target)) moveInto(staging, target);
      else replace(target, staging);
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
  },
}));

/** Puts a folder in another's place, which stands aside until it is done. */
function replace(target: string, staging: string): void {
  const aside = `${staging}-replaced`;
  const isThere = existsSync(target);
  if (isThere) renameSync(target, aside);
  try {
    renameSync(staging, target);
  } catch (error) {
    if (isThere) renameSync(aside, target);
    throw error;
  }
  rmSync(aside, { recursive: true, force: true });
}

function moveInto(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isDirectory()) moveInto(join(from, entry.name), join(to, entry.name));
    else renameSync(join(from, entry.name), join(to, entry.name));
  }
}
