import { lex } from "./lex.js";

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
  let end = 0;
  const stack: number[] = [];
  let lastOpened = 0;
  for (const lexeme of lex(text)) {
    if (lexeme.isOpen) return { code, isOpen: true, lastOpened };
    code += text.slice(end, lexeme.start);
    end = lexeme.end;
    const piece = text.slice(lexeme.start, lexeme.end);
    if (lexeme.kind === "string" || lexeme.kind === "regex") code += '""';
    else if (lexeme.kind !== "comment") {
      if (opening.includes(piece)) stack.push(code.length);
      else if (closing.includes(piece)) lastOpened = stack.pop() ?? 0;
      code += piece;
    }
  }
  return { code: code + text.slice(end), isOpen: stack.length > 0, lastOpened };
}
