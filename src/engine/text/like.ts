import { SparkError } from "../../util/errors.js";

/** What a LIKE pattern matches: `_` one character, `%` any number, the escape character makes either itself. */
export function likePattern(
  pattern: string,
  escapeCharacter: string,
  caseInsensitive: boolean,
): (text: string) => boolean {
  const characters = [...(caseInsensitive ? pattern.toLowerCase() : pattern)];
  let source = "";
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i]!;
    if (character === escapeCharacter) {
      const next = characters[++i];
      if (next === undefined)
        throw invalid(pattern, "ESC_AT_THE_END", "The escape character is not allowed to end with.");
      if (next !== "_" && next !== "%" && next !== escapeCharacter)
        throw invalid(
          pattern,
          "ESC_IN_THE_MIDDLE",
          `The escape character is not allowed to precede '${next}'.`,
        );
      source += literal(next);
    } else source += character === "_" ? "." : character === "%" ? ".*" : literal(character);
  }
  const regex = new RegExp(`^${source}$`, "su");
  return caseInsensitive ? text => regex.test(text.toLowerCase()) : text => regex.test(text);
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
}

function invalid(pattern: string, errorClass: string, why: string): SparkError {
  const shown = pattern.replace(/\\/g, "\\\\");
  return new SparkError(`INVALID_FORMAT.${errorClass}`, `The format is invalid: '${shown}'. ${why}`, "42601");
}
