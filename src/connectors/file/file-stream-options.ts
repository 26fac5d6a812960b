import { IllegalArgumentException } from "../../util/errors.js";
import type { OptionMap } from "../../util/options.js";
import { timeTextMs } from "../../util/time-text.js";
import { localPath } from "./local-path.js";

/** How a folder is read as a stream: Spark's `FileStreamOptions`. */
export interface FileStreamOptions {
  readonly limit: ReadLimit;
  readonly latestFirst: boolean;
  /** Whether `/a/x.json` and `/b/x.json` are the same file. */
  readonly fileNameOnly: boolean;
  /** Files that are older than the newest one by more than this are not read; null for no limit. */
  readonly maxFileAgeMs: number | null;
  readonly clean: { readonly kind: "off" | "delete" } | { readonly kind: "archive"; readonly folder: string };
}

/** How much of what is new a micro-batch takes. */
export interface ReadLimit {
  readonly files: number;
  readonly bytes: number;
}

export const noLimit: ReadLimit = { files: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY };

/** @throws IllegalArgumentException in Spark's words */
export function fileStreamOptions(options: OptionMap): FileStreamOptions {
  const files = positive(options, "maxFilesPerTrigger", "integer");
  const bytes = positive(options, "maxBytesPerTrigger", "long");
  if (files !== undefined && bytes !== undefined)
    throw new IllegalArgumentException(
      "Options 'maxFilesPerTrigger' and 'maxBytesPerTrigger' can't be both set at the same time",
    );
  const latestFirst = flag(options, "latestFirst");
  const isLimited = files !== undefined || bytes !== undefined;
  return {
    limit: { files: files ?? noLimit.files, bytes: bytes ?? noLimit.bytes },
    latestFirst,
    fileNameOnly: flag(options, "fileNameOnly"),
    // Going backwards some files at a time, the oldest would never be read.
    maxFileAgeMs: latestFirst && isLimited ? null : timeTextMs(options.get("maxFileAge") ?? "7d", "ms"),
    clean: cleaning(options),
  };
}

function positive(options: OptionMap, name: string, kind: string): number | undefined {
  const text = options.get(name);
  if (text === undefined) return undefined;
  if (!/^\+?\d{1,15}$/.test(text) || Number(text) === 0)
    throw new IllegalArgumentException(
      `Invalid value '${text}' for option '${name}', must be a positive ${kind}`,
    );
  return Number(text);
}

function flag(options: OptionMap, name: string): boolean {
  const text = options.get(name) ?? "false";
  if (!/^(true|false)$/i.test(text))
    throw new IllegalArgumentException(
      `Invalid value '${text}' for option '${name}', must be 'true' or 'false'`,
    );
  return text.toLowerCase() === "true";
}

function cleaning(options: OptionMap): FileStreamOptions["clean"] {
  const mode = (options.get("cleanSource") ?? "off").toLowerCase();
  if (mode === "off" || mode === "delete") return { kind: mode };
  if (mode !== "archive")
    throw new IllegalArgumentException(
      `Invalid mode for clean source option ${options.get("cleanSource")}. Must be one of archive,delete,off`,
    );
  const folder = options.get("sourceArchiveDir");
  if (folder === undefined)
    throw new IllegalArgumentException("Archive mode must be used with 'sourceArchiveDir' option.");
  return { kind: mode, folder: localPath(folder) };
}
