import { UserError } from "../../util/errors.js";

/** The words of a line between spaces; quotes, single or double, keep spaces together. @throws UserError for one that is not closed */
export function wordsOf(line: string): string[] {
  const words: string[] = [];
  const pattern = /\s*((?:[^\s"']|"[^"]*"|'[^']*')+)/gy;
  for (let match = pattern.exec(line); match; match = pattern.exec(line))
    words.push(match[1]!.replace(/"([^"]*)"|'([^']*)'/g, (_, double, single) => double ?? single));
  const used = words.length > 0 ? line.replace(/(?:[^\s"']|"[^"]*"|'[^']*')+/g, "") : line;
  if (used.trim() !== "") throw new UserError(`a quote is not closed: ${line}`);
  return words;
}
