import { IllegalArgumentException, SparkError } from "../../util/errors.js";
import { groupOf, type JavaPattern, javaPattern, PatternSyntaxError } from "../text/java-regex.js";
import { likePattern } from "../text/like.js";
import { invalidParameter } from "./argument-errors.js";
import { type Kernel, loose, strict } from "./kernel.js";

/** What is made of a pattern, made again only when the pattern changes: most are literals. */
function remembered<T>(
  make: (pattern: string, variant: string) => T,
): (pattern: string, variant?: string) => T {
  let [last, lastVariant, made]: [string | undefined, string, T | undefined] = [undefined, "", undefined];
  return (pattern, variant = "") => {
    if (pattern !== last || variant !== lastVariant) {
      made = make(pattern, variant);
      [last, lastVariant] = [pattern, variant];
    }
    return made as T;
  };
}

function compiled(functionName: string): (pattern: string) => JavaPattern {
  return remembered(pattern => {
    try {
      return javaPattern(pattern);
    } catch (error) {
      if (!(error instanceof PatternSyntaxError)) throw error;
      throw invalidParameter(
        "PATTERN",
        "`regexp`",
        `\`${functionName}\``,
        `'${pattern.replace(/\\/g, "\\\\")}'.`,
      );
    }
  });
}

function matches(text: string, { regex }: JavaPattern): RegExpExecArray[] {
  return [...text.matchAll(regex)] as RegExpExecArray[];
}

function firstMatch(text: string, { regex }: JavaPattern, from = 0): RegExpExecArray | null {
  regex.lastIndex = from;
  return regex.exec(text);
}

function checkGroup(functionName: string, pattern: JavaPattern, group: number): void {
  if (group < 0 || group > pattern.groupCount)
    throw invalidParameter(
      "REGEX_GROUP_INDEX",
      "`idx`",
      `\`${functionName}\``,
      `Expects group index between 0 and ${pattern.groupCount}, but got ${group}.`,
    );
}

/** Java's replacement text: `$1` and `${name}` are groups, `\` takes the next character as it is. */
function expand(replacement: string, match: RegExpExecArray, pattern: JavaPattern): string {
  let out = "";
  for (let i = 0; i < replacement.length; ) {
    const character = replacement[i]!;
    if (character === "\\") {
      if (i + 1 >= replacement.length) throw new PatternSyntaxError("character to be escaped is missing");
      out += replacement[i + 1];
      i += 2;
    } else if (character !== "$") {
      out += character;
      i++;
    } else {
      const named = /^\$\{([a-zA-Z][a-zA-Z0-9]*)\}/.exec(replacement.slice(i));
      let length = named ? named[0].length : 2;
      let group = named
        ? pattern.names.get(named[1]!)
        : /\d/.test(replacement[i + 1] ?? "")
          ? Number(replacement[i + 1])
          : undefined;
      if (group === undefined || group > pattern.groupCount)
        throw new PatternSyntaxError("Illegal group reference");
      // More digits belong to it as long as there is such a group.
      while (
        !named &&
        /\d/.test(replacement[i + length] ?? "") &&
        group * 10 + Number(replacement[i + length]) <= pattern.groupCount
      )
        group = group * 10 + Number(replacement[i + length++]);
      out += groupOf(match, group) ?? "";
      i += length;
    }
  }
  return out;
}

function replaceAll(
  text: string,
  pattern: JavaPattern,
  regexp: string,
  replacement: string,
  position: number,
): string {
  const start = position - 1;
  if (start >= text.length && text !== "") return text;
  let out = text.slice(0, start);
  let at = start;
  try {
    for (const match of matches(text.slice(start), pattern)) {
      out += text.slice(at, start + match.index) + expand(replacement, match, pattern);
      at = start + match.index + match[0].length;
    }
  } catch (error) {
    if (!(error instanceof PatternSyntaxError)) throw error;
    throw new SparkError(
      "INVALID_REGEXP_REPLACE",
      `Could not perform regexp_replace for source = "${text}", pattern = "${regexp}", replacement = "${replacement}" and position = ${position}.`,
      "22023",
    );
  }
  return out + text.slice(at);
}

/** As Java's `split`, a limit of 0 taken as none: an empty match at the beginning parts nothing off. */
function split(text: string, pattern: JavaPattern, limit: number): string[] {
  const parts: string[] = [];
  let at = 0;
  for (const match of matches(text, pattern)) {
    if (limit > 0 && parts.length === limit - 1) break;
    const end = match.index + match[0].length;
    if (end === 0) continue;
    parts.push(text.slice(at, match.index));
    at = end;
  }
  return [...parts, text.slice(at)];
}

function splitPattern(pattern: string): JavaPattern {
  try {
    return javaPattern(pattern);
  } catch (error) {
    throw new IllegalArgumentException(error instanceof Error ? error.message : String(error), {
      cause: error,
    });
  }
}

/** An empty pattern parts every character, and no empty text stands behind the last. */
function splitter(): (text: string, regexp: string, limit: number) => string[] {
  const patternOf = remembered(splitPattern);
  return (text, regexp, limit) => {
    if (regexp !== "" || text === "") return split(text, patternOf(regexp), limit);
    const characters = [...text];
    return limit > 0 && limit < characters.length
      ? [...characters.slice(0, limit - 1), characters.slice(limit - 1).join("")]
      : characters;
  };
}

function like(caseInsensitive: boolean): Kernel {
  return strict(() => {
    const test = remembered((pattern, escapeCharacter) =>
      likePattern(pattern, escapeCharacter, caseInsensitive),
    );
    return (text: string, pattern: string, escapeCharacter = "\\") => test(pattern, escapeCharacter)(text);
  });
}

/** `LIKE ANY`, `LIKE ALL` and their negations; a NULL pattern leaves open what the others do not decide. */
function quantified(deciding: boolean, negated: boolean): Kernel {
  return loose(types => {
    const tests = types
      .slice(1)
      .map(() => remembered((pattern, escapeCharacter) => likePattern(pattern, escapeCharacter, false)));
    return (text: string | null, ...patterns: (string | null)[]) => {
      if (text === null) return null;
      let open = false;
      for (const [i, pattern] of patterns.entries()) {
        if (pattern === null) open = true;
        else if ((tests[i]!(pattern, "\\")(text) !== negated) === deciding) return deciding;
      }
      return open ? null : !deciding;
    };
  });
}

function withPattern<Args extends unknown[], Result>(
  functionName: string,
  run: (text: string, pattern: JavaPattern, ...rest: Args) => Result,
): () => (text: string, regexp: string, ...rest: Args) => Result {
  return () => {
    const patternOf = compiled(functionName);
    return (text, regexp, ...rest) => run(text, patternOf(regexp), ...rest);
  };
}

export const regularExpression: Readonly<Record<string, Kernel>> = {
  like: like(false),
  ilike: like(true),
  likeany: quantified(true, false),
  likeall: quantified(false, false),
  notlikeany: quantified(true, true),
  notlikeall: quantified(false, true),
  rlike: strict(withPattern("rlike", (text, pattern) => firstMatch(text, pattern) !== null)),
  regexp_extract: strict(
    withPattern("regexp_extract", (text, pattern, group: number) => {
      checkGroup("regexp_extract", pattern, group);
      const match = firstMatch(text, pattern);
      return (match && groupOf(match, group)) ?? "";
    }),
  ),
  regexp_extract_all: strict(
    withPattern("regexp_extract_all", (text, pattern, group: number) => {
      checkGroup("regexp_extract_all", pattern, group);
      return matches(text, pattern).map(match => groupOf(match, group) ?? "");
    }),
  ),
  regexp_count: strict(withPattern("regexp_extract_all", (text, pattern) => matches(text, pattern).length)),
  regexp_instr: strict(
    withPattern("regexp_instr", (text, pattern) => (firstMatch(text, pattern)?.index ?? -1) + 1),
  ),
  regexp_substr: strict(
    withPattern("regexp_extract", (text, pattern) => firstMatch(text, pattern)?.[0] || null),
  ),
  regexp_replace: strict(() => {
    const patternOf = compiled("regexp_replace");
    return (text: string, regexp: string, replacement: string, position: number) =>
      replaceAll(text, patternOf(regexp), regexp, replacement, position);
  }),
  split: strict(splitter),
  str_to_map: strict(() => {
    const [pairs, keyValue] = [splitter(), splitter()];
    return (text: string, pairDelimiter: string, keyDelimiter: string) => {
      const entries = new Map<string, string | null>();
      for (const pair of pairs(text, pairDelimiter, -1)) {
        const [key, value = null] = keyValue(pair, keyDelimiter, 2);
        if (entries.has(key!)) throw duplicateKey(key!);
        entries.set(key!, value);
      }
      return [...entries];
    };
  }),
};

function duplicateKey(key: string): SparkError {
  return new SparkError(
    "DUPLICATED_MAP_KEY",
    `Duplicate map key ${key} was found, please check the input data.\nIf you want to remove the duplicated keys, you can set "spark.sql.mapKeyDedupPolicy" to "LAST_WIN" so that the key inserted at last takes precedence.`,
    "23505",
  );
}
