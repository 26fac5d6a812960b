import { CharacterClasses, type ClassFlags, caseVariants, LINE_BREAKS } from "./java-regex-class.js";

/** What Java's `Pattern.compile` refuses. */
export class PatternSyntaxError extends Error {
  override name = "PatternSyntaxError";
}

interface Flags extends ClassFlags {
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly unixLines: boolean;
  readonly comments: boolean;
}

const flagNames: Readonly<Record<string, keyof Flags>> = {
  i: "caseInsensitive",
  m: "multiline",
  s: "dotAll",
  d: "unixLines",
  x: "comments",
  u: "unicodeCase",
  U: "unicodeClasses",
};

const noFlags: Flags = {
  caseInsensitive: false,
  multiline: false,
  dotAll: false,
  unixLines: false,
  comments: false,
  unicodeCase: false,
  unicodeClasses: false,
};

const NOT_INSIDE_CRLF = "(?<!\\r(?=\\n))";

/** A Java regular expression as JavaScript's; its groups are read by {@link groupOf}. */
export interface JavaPattern {
  readonly regex: RegExp;
  readonly groupCount: number;
  /** The numbers of named groups. */
  readonly names: ReadonlyMap<string, number>;
}

/** What Java's group `number` matched; undefined when it took no part. */
export function groupOf(match: RegExpExecArray, number: number): string | undefined {
  return number === 0 ? match[0] : match.groups?.[`g${number}`];
}

/**
 * Translates Java's syntax (java.util.regex.Pattern): inline flags, possessive quantifiers and atomic groups (as a
 * lookahead and a reference to it), class unions and intersections, `\Q…\E`, `\h \R \A \z \Z`, `$` before a last line break.
 * @param flags those of the RegExp beside `v`, such as `g`
 * @throws PatternSyntaxError when Java refuses the pattern, or JavaScript has no way to say it
 */
export function javaPattern(pattern: string, flags = "g"): JavaPattern {
  const translation = new Translator(pattern);
  const source = translation.translate();
  try {
    return {
      regex: new RegExp(source, `${flags}v`),
      groupCount: translation.groupCount,
      names: translation.names,
    };
  } catch (error) {
    throw new PatternSyntaxError(`${pattern}: ${(error as Error).message}`);
  }
}

class Translator {
  groupCount = 0;
  readonly names = new Map<string, number>();
  private readonly classes: CharacterClasses;
  private at = 0;

  constructor(private readonly text: string) {
    this.classes = new CharacterClasses(text, why => this.fail(why));
  }

  translate(): string {
    const source = this.alternatives(noFlags);
    if (this.at < this.text.length) this.fail("Unmatched closing ')'");
    return source;
  }

  private fail(why: string): never {
    throw new PatternSyntaxError(`${why} near index ${this.at}`);
  }

  private eat(part: string): boolean {
    if (!this.text.startsWith(part, this.at)) return false;
    this.at += part.length;
    return true;
  }

  /** Up to the group's end. `(?i)` holds from where it stands, over a `|` too. */
  private alternatives(outer: Flags): string {
    let flags = outer;
    let out = "";
    for (;;) {
      if (flags.comments) this.skipComments();
      const character = this.text[this.at];
      if (character === undefined || character === ")") return out;
      if (this.eat("|")) {
        out += "|";
        continue;
      }
      const change = /^\(\?([a-zA-Z]*)(?:-([a-zA-Z]+))?\)/.exec(this.text.slice(this.at));
      if (change) {
        flags = this.withFlags(flags, change[1]!, change[2] ?? "");
        this.at += change[0].length;
        continue;
      }
      if (this.eat("\\Q")) {
        out += this.quoted(flags);
        continue;
      }
      out += this.quantified(this.atom(flags), flags);
    }
  }

  private skipComments(): void {
    const skipped = /^(?:[ \t\n\v\f\r]|#[^\n\r\u0085\u2028\u2029]*)*/.exec(this.text.slice(this.at))!;
    this.at += skipped[0].length;
  }

  private withFlags(flags: Flags, on: string, off: string): Flags {
    const changed: Record<string, boolean> = {};
    for (const [letters, value] of [
      [on, true],
      [off, false],
    ] as const)
      for (const letter of letters)
        changed[flagNames[letter] ?? this.fail("Unknown inline modifier")] = value;
    if (changed.unicodeClasses) changed.unicodeCase = true;
    return { ...flags, ...changed };
  }

  private quoted(flags: Flags): string {
    const end = this.text.indexOf("\\E", this.at);
    const literal = this.text.slice(this.at, end < 0 ? undefined : end);
    this.at = end < 0 ? this.text.length : end + 2;
    const characters = [...literal];
    const last = characters.pop();
    const before = characters.map(each => caseVariants(each.codePointAt(0)!, flags)).join("");
    return last === undefined
      ? ""
      : before + this.quantified(caseVariants(last.codePointAt(0)!, flags), flags);
  }

  private quantified(atom: string, flags: Flags): string {
    if (flags.comments) this.skipComments();
    const match = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})/.exec(this.text.slice(this.at));
    if (!match) {
      if (this.text[this.at] === "{") this.fail("Illegal repetition");
      return atom;
    }
    if (match[3] && Number(match[3]) < Number(match[1])) this.fail("Illegal repetition range");
    this.at += match[0].length;
    const repeated = `(?:${atom})${match[0]}`;
    if (this.eat("?")) return this.end(`${repeated}?`);
    if (this.eat("+")) return this.end(this.atomic(() => repeated));
    return this.end(repeated);
  }

  /** A second quantifier has nothing to repeat. */
  private end(quantified: string): string {
    if (/^[*+?]/.test(this.text.slice(this.at))) this.fail("Dangling meta character");
    return quantified;
  }

  /** What a lookahead has matched is never tried again. The group's number comes before those within. */
  private atomic(inner: () => string): string {
    // A possessive's atom is translated already: its groups keep their numbers, and a name of its own refers to this one.
    const name = `atomic${this.at}x`;
    return `(?:(?=(?<${name}>${inner()}))\\k<${name}>)`;
  }

  private atom(flags: Flags): string {
    const character = this.text[this.at]!;
    if (character === "(") return this.group(flags);
    if (character === "[") {
      const parsed = this.classes.parse(this.at, flags);
      this.at = parsed.end;
      return parsed.source;
    }
    if (character === "\\") return this.escape(flags);
    if (character === "*" || character === "+" || character === "?")
      this.fail(`Dangling meta character '${character}'`);
    if (character === "{") this.fail("Illegal repetition");
    const codePoint = this.text.codePointAt(this.at)!;
    this.at += codePoint > 0xffff ? 2 : 1;
    if (character === ".")
      return flags.dotAll ? "[^]" : flags.unixLines ? "[^\\n]" : "[^\\n\\r\\u0085\\u2028\\u2029]";
    if (character === "^")
      return flags.multiline ? `(?:^|(?<=[${LINE_BREAKS}])(?!$)${NOT_INSIDE_CRLF})` : "^";
    if (character === "$") return this.lineEnd(flags);
    return caseVariants(codePoint, flags);
  }

  private lineEnd(flags: Flags): string {
    if (flags.multiline)
      return flags.unixLines ? "(?=\\n|$)" : `(?:(?=[${LINE_BREAKS}]|$)${NOT_INSIDE_CRLF})`;
    return flags.unixLines ? "(?=\\n?$)" : `(?=(?:\\r\\n|(?<!\\r)\\n|[\\r\\u0085\\u2028\\u2029])?$)`;
  }

  private group(flags: Flags): string {
    this.at++;
    let inner = flags;
    let open = "(?:";
    if (this.eat("?")) {
      if (this.eat(">")) return this.atomic(() => this.closed(flags));
      const look = ["=", "!", "<=", "<!"].find(each => this.eat(each));
      const named = look ? null : /^<([a-zA-Z][a-zA-Z0-9]*)>/.exec(this.text.slice(this.at));
      const flagged = /^([a-zA-Z]*)(?:-([a-zA-Z]+))?:/.exec(this.text.slice(this.at));
      if (look) open = `(?${look}`;
      else if (named) {
        this.at += named[0].length;
        if (this.names.has(named[1]!)) this.fail(`Named capturing group <${named[1]}> is already defined`);
        this.names.set(named[1]!, this.groupCount + 1);
        open = this.openCapture();
      } else if (flagged) {
        this.at += flagged[0].length;
        inner = this.withFlags(flags, flagged[1]!, flagged[2] ?? "");
      } else this.fail("Unknown inline modifier");
    } else open = this.openCapture();
    return `${open}${this.closed(inner)})`;
  }

  /** Every group is named, as JavaScript wants it once one is: `g1`, `g2` … by Java's numbers. */
  private openCapture(): string {
    return `(?<g${++this.groupCount}>`;
  }

  private closed(flags: Flags): string {
    const source = this.alternatives(flags);
    if (!this.eat(")")) this.fail("Unclosed group");
    return source;
  }

  private escape(flags: Flags): string {
    const letter = this.text[this.at + 1];
    if (letter === undefined) this.fail("Unexpected internal error");
    const simple = this.boundary(letter, flags);
    if (simple !== undefined) {
      this.at += 2;
      return simple;
    }
    if (letter >= "1" && letter <= "9") return this.backReference();
    if (letter === "k") {
      const named = /^\\k<([a-zA-Z][a-zA-Z0-9]*)>/.exec(this.text.slice(this.at));
      const number = named && this.names.get(named[1]!);
      if (!named || number === undefined || number === null)
        this.fail("named capturing group does not exist");
      this.at += named[0].length;
      return `\\k<g${number}>`;
    }
    const parsed = this.classes.parseEscape(this.at, flags);
    this.at = parsed.end;
    return parsed.codePoint === undefined ? parsed.source : caseVariants(parsed.codePoint, flags);
  }

  private boundary(letter: string, flags: Flags): string | undefined {
    switch (letter) {
      case "A":
        return "^";
      case "z":
        return "$";
      case "Z":
        return this.lineEnd({ ...flags, multiline: false });
      case "G":
        return "^";
      case "R":
        return `(?:\\r\\n|[${LINE_BREAKS}])`;
      case "X":
        return "(?:\\r\\n|\\P{M}\\p{M}*|\\p{M}+)";
      // Java's word boundaries know all letters, also where \w does not.
      case "b":
        return "(?:(?<=[\\p{L}\\p{Nd}_])(?![\\p{L}\\p{Nd}_])|(?<![\\p{L}\\p{Nd}_])(?=[\\p{L}\\p{Nd}_]))";
      case "B":
        return "(?:(?<=[\\p{L}\\p{Nd}_])(?=[\\p{L}\\p{Nd}_])|(?<![\\p{L}\\p{Nd}_])(?![\\p{L}\\p{Nd}_]))";
      case "E":
        return "";
      default:
        return undefined;
    }
  }

  /** As many digits as name a group that there is; the first always does. A group that is not there never matches. */
  private backReference(): string {
    let number = Number(this.text[this.at + 1]);
    this.at += 2;
    while (/\d/.test(this.text[this.at] ?? "") && number * 10 + Number(this.text[this.at]) <= this.groupCount)
      number = number * 10 + Number(this.text[this.at++]);
    return number <= this.groupCount ? `\\k<g${number}>` : "(?!)";
  }
}
