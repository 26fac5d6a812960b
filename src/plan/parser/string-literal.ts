const escapes: Readonly<Record<string, string>> = {
  "0": "\0",
  b: "\b",
  n: "\n",
  r: "\r",
  t: "\t",
  Z: "\x1a",
  // LIKE reads these two itself.
  "%": "\\%",
  _: "\\_",
};

/**
 * The value of a string literal, given with its quotes: of `'a\tb'`, `"It''s"`, `r'\d'`.
 * `keepBackslashes` is `spark.sql.parser.escapedStringLiterals`.
 */
export function stringValue(text: string, keepBackslashes = false): string {
  if (/^[rR]/.test(text)) return text.slice(2, -1);
  const quote = text[0]!;
  const body = text.slice(1, -1);
  if (keepBackslashes) return body;
  return body.replaceAll(
    /''|""|\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|([01][0-7]{2})|([\s\S]))/gu,
    (found, short?: string, long?: string, octal?: string, character?: string) => {
      if (character !== undefined) return escapes[character] ?? character;
      const hex = short ?? long;
      if (hex !== undefined) {
        const code = Number.parseInt(hex, 16);
        return code > 0x10ffff ? "" : String.fromCodePoint(code);
      }
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return found[0] === quote ? quote : found;
    },
  );
}

/** The name within backquotes. */
export const quotedName = (text: string): string => text.slice(1, -1).replaceAll("``", "`");
