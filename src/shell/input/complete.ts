/** A text with its strings, comments and regular expressions blanked out, and what is still open at its end. */
interface Skeleton {
  readonly code: string;
  readonly isOpen: boolean;
  /** Where the bracket that was closed last had been opened, in `code`. */
  readonly lastOpened: number;
}

const opening = "([{";
const closing = ")]}";

/**
 * Whether a text is a whole entry, or goes on on the next line: an open bracket, string, template or comment, an
 * operator or a dot at the end, `if (…)` without what it is for. For TypeScript and Scala alike, by characters alone:
 * every Enter waits for it.
 */
export function isComplete(text: string): boolean {
  if (/^\s*:/.test(text)) return !/^\s*:paste\b/.test(text) || /\n\s*:end\s*$/.test(text);
  const { code, isOpen, lastOpened } = skeletonOf(text);
  if (isOpen) return false;
  const end = code.trimEnd();
  if (goesOn.test(end) && !endsAnyway.test(end)) return false;
  if (!/[)}]$/.test(end)) return true;
  const before = code.slice(0, lastOpened).trimEnd();
  if (end.endsWith(")"))
    return !/(^|[^.\w$])(if|while|for|for await)$/.test(before) || /\}\s*while$/.test(before);
  return !/(^|[^.\w$])try$/.test(before);
}

const goesOn =
  /[=+\-*/%&|^<>?:,.~!]$|(^|[^.\w$])(else|extends|implements|yield|await|new|typeof|instanceof|in|of|return|throw|do)$/;
/** `i++`, `x!`, `Array<string>`, Scala's `import a.*` and labels' ends look like operators and are none. */
const endsAnyway = /(\+\+|--|[\w)\]]!|[\w\])>]>|^\s*import\s.*\.\*|^\s*(return|yield|await))$/;

/** Whether a line goes on with the entry above it, as `.select(…)` does. */
export const continuesEntry = (line: string): boolean =>
  /^\s*(\?\.|\.\s*[\p{L}_$`]|(else|catch|finally)\b|&&|\|\||\?\?|[?:] |=>)/u.test(line);

/** Whether a line holds nothing that runs. */
export const isBlank = (line: string): boolean => /^\s*(\/\/.*)?$/.test(line);

function skeletonOf(text: string): Skeleton {
  let code = "";
  const stack: number[] = [];
  let lastOpened = 0;
  let at = 0;
  while (at < text.length) {
    const char = text[at]!;
    if (text.startsWith("//", at)) at = lineEnd(text, at);
    else if (text.startsWith("/*", at)) {
      const end = text.indexOf("*/", at + 2);
      if (end < 0) return { code, isOpen: true, lastOpened };
      at = end + 2;
    } else if (char === '"' || char === "'" || char === "`") {
      const end = stringEnd(text, at);
      if (end === undefined) return { code, isOpen: true, lastOpened };
      code += end > at + 1 ? '""' : "_";
      at = end;
    } else if (char === "/" && beginsRegex(code)) {
      code += '""';
      at = regexEnd(text, at);
    } else {
      if (opening.includes(char)) stack.push(code.length);
      else if (closing.includes(char)) lastOpened = stack.pop() ?? 0;
      code += char;
      at++;
    }
  }
  return { code, isOpen: stack.length > 0, lastOpened };
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** Behind the string that begins at `start`; undefined when it goes on. A string of one line that does not close is left to the compiler. */
function stringEnd(text: string, start: number): number | undefined {
  const quote = text[start]!;
  if (text.startsWith('"""', start)) {
    const end = text.indexOf('"""', start + 3);
    return end < 0 ? undefined : end + 3 + (/^"*/.exec(text.slice(end + 3))?.[0].length ?? 0);
  }
  const interpolated = quote === "`" || (quote === '"' && /[\w$]/.test(text[start - 1] ?? ""));
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === quote) return at + 1;
    if (char === "\\") at++;
    else if (char === "\n" && quote !== "`") break;
    else if (interpolated && text.startsWith("${", at)) {
      const close = braceEnd(text, at + 1);
      if (close === undefined) return quote === "`" ? undefined : lineEnd(text, start);
      at = close - 1;
    }
  }
  if (quote === "`") return undefined;
  // Scala's 'symbol has no end.
  return quote === "'" ? start + 1 : lineEnd(text, start);
}

function braceEnd(text: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const char = text[at]!;
    if (char === "{") depth++;
    else if (char === "}" && --depth === 0) return at + 1;
    else if (char === '"' || char === "'" || char === "`") {
      const end = stringEnd(text, at);
      if (end === undefined) return undefined;
      at = end - 1;
    }
  }
  return undefined;
}

/** Whether a slash after this code begins a regular expression and is no division. */
const beginsRegex = (code: string): boolean =>
  /(^|[(,=:[!&|?{};+\-*%<>~^]|\b(return|typeof|case|in|of|await|yield))\s*$/.test(code);

function regexEnd(text: string, start: number): number {
  let inClass = false;
  for (let at = start + 1; at < text.length && text[at] !== "\n"; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "[") inClass = true;
    else if (text[at] === "]") inClass = false;
    else if (text[at] === "/" && !inClass) return at + 1;
  }
  return start + 1;
}
