import { javaProperty } from "./java-properties.js";

/** The flags that change what a character stands for. */
export interface ClassFlags {
  readonly caseInsensitive: boolean;
  readonly unicodeCase: boolean;
  readonly unicodeClasses: boolean;
}

/** The characters that end a line, as the inside of a class. */
export const LINE_BREAKS = "\\n\\v\\f\\r\\u0085\\u2028\\u2029";

const HORIZONTAL = " \\t\\u00a0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000";

/** The insides of the classes that a letter stands for, as Java's ASCII forms and with UNICODE_CHARACTER_CLASS. */
const shorthands: Readonly<Record<string, readonly [ascii: string, unicode: string]>> = {
  d: ["0-9", "\\p{Nd}"],
  w: ["a-zA-Z0-9_", "\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}"],
  s: [" \\t\\n\\v\\f\\r", "\\p{White_Space}"],
  h: [HORIZONTAL, HORIZONTAL],
  v: [LINE_BREAKS, LINE_BREAKS],
};

const controls: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, f: 12, a: 7, e: 27 };

/** A piece of a class: one code point, or a set as the source of a class of JavaScript's `v` flag. */
interface Piece {
  readonly source: string;
  readonly end: number;
  readonly codePoint?: number;
}

/** Translates `[…]` and the escapes that stand for characters. */
export class CharacterClasses {
  constructor(
    private readonly text: string,
    private readonly fail: (why: string) => never,
  ) {}

  /** The class whose `[` stands at `start`. Unions nest, `&&` intersects what stands left and right of it. */
  parse(start: number, flags: ClassFlags): Piece {
    let at = start + 1;
    const negated = this.text[at] === "^";
    if (negated) at++;
    const operands: string[] = [];
    let union = "";
    for (let first = true; ; first = false) {
      const character = this.text[at];
      if (character === undefined) this.fail("Unclosed character class");
      if (character === "]" && !first) break;
      if (this.text.startsWith("&&", at)) {
        operands.push(union);
        union = "";
        at += 2;
        continue;
      }
      if (character === "[") {
        const nested = this.parse(at, flags);
        union += nested.source;
        at = nested.end;
        continue;
      }
      if (this.text.startsWith("\\Q", at)) {
        const end = this.text.indexOf("\\E", at);
        for (const each of this.text.slice(at + 2, end < 0 ? undefined : end))
          union += caseVariants(each.codePointAt(0)!, flags);
        at = end < 0 ? this.text.length : end + 2;
        continue;
      }
      const [source, end] = this.range(at, flags);
      union += source;
      at = end;
    }
    operands.push(union);
    // An empty side of && adds nothing, as in Java.
    const sides = operands.filter(each => each !== "").map(each => `[${each}]`);
    return {
      source: `[${negated ? "^" : ""}${sides.length === 1 ? union || sides[0]! : sides.join("&&")}]`,
      end: at + 1,
    };
  }

  /** One character, a range of them, or an escape that stands for several. */
  private range(at: number, flags: ClassFlags): readonly [source: string, end: number] {
    const low = this.character(at, flags);
    const next = this.text[low.end + 1];
    const isRange =
      this.text[low.end] === "-" &&
      next !== undefined &&
      next !== "]" &&
      next !== "[" &&
      low.codePoint !== undefined;
    if (!isRange)
      return [low.codePoint === undefined ? low.source : caseVariants(low.codePoint, flags), low.end];
    const high = this.character(low.end + 1, flags);
    if (high.codePoint === undefined || high.codePoint < low.codePoint!) this.fail("Illegal character range");
    return [rangeSource(low.codePoint!, high.codePoint, flags), high.end];
  }

  private character(at: number, flags: ClassFlags): Piece {
    if (this.text[at] === "\\") return this.parseEscape(at, flags);
    const codePoint = this.text.codePointAt(at)!;
    return { source: "", end: at + (codePoint > 0xffff ? 2 : 1), codePoint };
  }

  /** The escape at `at` that stands for a character or a class. */
  parseEscape(at: number, flags: ClassFlags): Piece {
    const letter = this.text[at + 1];
    if (letter === undefined) this.fail("Unexpected internal error");
    const shorthand = shorthands[letter.toLowerCase()];
    if (shorthand) {
      const inside = shorthand[flags.unicodeClasses ? 1 : 0];
      return { source: `[${letter === letter.toLowerCase() ? "" : "^"}${inside}]`, end: at + 2 };
    }
    if (letter === "p" || letter === "P") return this.property(at, flags);
    const control = controls[letter];
    if (control !== undefined) return { source: "", end: at + 2, codePoint: control };
    const numeric = this.numeric(at);
    if (numeric) return numeric;
    if (/[a-zA-Z]/.test(letter)) this.fail("Illegal/unsupported escape sequence");
    const codePoint = this.text.codePointAt(at + 1)!;
    return { source: "", end: at + (codePoint > 0xffff ? 3 : 2), codePoint };
  }

  private property(at: number, flags: ClassFlags): Piece {
    const match = /^\\([pP])(?:\{([^}]*)\}|(.))/su.exec(this.text.slice(at));
    if (!match) this.fail("Unclosed character family");
    const source = javaProperty(match[2] ?? match[3]!, flags);
    if (source === undefined) this.fail(`Unknown character property name {${match[2] ?? match[3]}}`);
    return { source: match[1] === "P" ? `[^${source}]` : `[${source}]`, end: at + match[0].length };
  }

  private numeric(at: number): Piece | undefined {
    const rest = this.text.slice(at);
    const match =
      /^\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})/.exec(rest) ??
      /^\\x\{([0-9a-fA-F]+)\}/.exec(rest) ??
      /^\\x([0-9a-fA-F]{2})/.exec(rest) ??
      /^\\u([0-9a-fA-F]{4})/.exec(rest);
    if (match) {
      const [high, low] = [Number.parseInt(match[1]!, 16), match[2] && Number.parseInt(match[2], 16)];
      const codePoint = low ? 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00) : high;
      return { source: "", end: at + match[0].length, codePoint };
    }
    const octal = /^\\0([0-3][0-7]{2}|[0-7]{1,2})/.exec(rest);
    if (octal) return { source: "", end: at + octal[0].length, codePoint: Number.parseInt(octal[1]!, 8) };
    const control = /^\\c(.)/s.exec(rest);
    return control ? { source: "", end: at + 3, codePoint: control[1]!.charCodeAt(0) ^ 64 } : undefined;
  }
}

function escapeCodePoint(codePoint: number): string {
  const character = String.fromCodePoint(codePoint);
  return /^[a-zA-Z0-9]$/.test(character) ? character : `\\u{${codePoint.toString(16)}}`;
}

/** A character in the cases that the flags let match: ASCII ones, with UNICODE_CASE all. */
export function caseVariants(codePoint: number, flags: ClassFlags): string {
  const variants = variantsOf(codePoint, flags);
  return variants.length === 1 ? escapeCodePoint(codePoint) : `[${variants.map(escapeCodePoint).join("")}]`;
}

function variantsOf(codePoint: number, flags: ClassFlags): number[] {
  if (!flags.caseInsensitive || (codePoint > 127 && !flags.unicodeCase)) return [codePoint];
  const character = String.fromCodePoint(codePoint);
  const cases = [
    character,
    character.toUpperCase(),
    character.toLowerCase(),
    character.toUpperCase().toLowerCase(),
  ];
  return [...new Set(cases.filter(each => [...each].length === 1).map(each => each.codePointAt(0)!))];
}

function rangeSource(low: number, high: number, flags: ClassFlags): string {
  let source = `${escapeCodePoint(low)}-${escapeCodePoint(high)}`;
  if (!flags.caseInsensitive) return source;
  const last = flags.unicodeCase ? Math.min(high, low + 0x3000) : Math.min(high, 127);
  for (let codePoint = low; codePoint <= last; codePoint++)
    for (const variant of variantsOf(codePoint, flags))
      if (variant < low || variant > high) source += escapeCodePoint(variant);
  return source;
}
