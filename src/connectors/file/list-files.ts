import { readdirSync, statSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { AnalysisException, IllegalArgumentException } from "../../util/errors.js";
import type { OptionMap } from "../../util/options.js";
import { committedFiles } from "./sink-log.js";

export interface InputFile {
  readonly path: string;
  /** The folder (or the file itself) that was asked for. */
  readonly root: string;
  /** Last change, milliseconds since the epoch. */
  readonly modifiedAt: number;
  readonly size: number;
}

/** @throws IllegalArgumentException when it is missing, in Spark's words */
export function pathOption(options: OptionMap): string {
  const path = options.get("path");
  if (!path) throw new IllegalArgumentException("'path' is not specified.");
  return path;
}

/**
 * The files below a path, which may hold `*`, `?`, `[a-z]` and `{a,b}`, by name; names that begin with `_` or `.` are
 * left out, as Spark does. Of a folder that a stream writes: those that are committed.
 * @throws AnalysisException PATH_NOT_FOUND
 */
export function listFiles(path: string): InputFile[] {
  const committed = committedFiles(path);
  if (committed) return committed.map(file => ({ ...file, root: path }));
  return requirePath(path).flatMap(root => filesBelow(root, root));
}

/** The paths that a path with wildcards means. @throws AnalysisException PATH_NOT_FOUND when there is none */
function requirePath(path: string): string[] {
  const found = /[*?[{]/.test(path) ? expand(path) : [path];
  if (found.length > 0 && found.every(each => statSync(each, { throwIfNoEntry: false }))) return found;
  throw new AnalysisException("PATH_NOT_FOUND", `Path does not exist: file:${path}.`, "42K03");
}

const isHidden = (name: string) => name.startsWith(".") || (name.startsWith("_") && !name.includes("="));

function filesBelow(path: string, root: string): InputFile[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return [];
  if (found.isFile()) return [{ path, root, modifiedAt: found.mtimeMs, size: found.size }];
  if (!found.isDirectory()) return [];
  return readdirSync(path)
    .filter(name => !isHidden(name))
    .sort()
    .flatMap(name => filesBelow(join(path, name), root));
}

/** The paths there are that match, segment by segment. */
function expand(pattern: string): string[] {
  if (pattern === sep) return [sep];
  const name = basename(pattern);
  const parents = expand(dirname(pattern));
  if (!/[*?[{]/.test(name)) {
    return parents
      .map(parent => join(parent, name))
      .filter(path => statSync(path, { throwIfNoEntry: false }));
  }
  const form = globForm(name);
  return parents
    .filter(parent => statSync(parent, { throwIfNoEntry: false })?.isDirectory())
    .flatMap(parent =>
      readdirSync(parent)
        .filter(each => !isHidden(each) && form.test(each))
        .sort()
        .map(each => join(parent, each)),
    );
}

/** Hadoop's wildcards as a regular expression. */
function globForm(glob: string): RegExp {
  const source = glob.replace(/\{([^}]*)\}|\[([^\]]+)\]|[*?]|[.+^$()|\\\]}{[]/g, (found, choices, set) => {
    if (choices !== undefined)
      return `(?:${choices
        .split(",")
        .map((each: string) => globForm(each).source.slice(1, -1))
        .join("|")})`;
    if (set !== undefined) return `[${set.replace(/^!/, "^")}]`;
    if (found === "*") return ".*";
    return found === "?" ? "." : `\\${found}`;
  });
  return new RegExp(`^${source}$`, "s");
}
