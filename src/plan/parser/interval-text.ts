const units: ReadonlySet<string> = new Set(
  "year month week day hour minute second millisecond microsecond".split(" "),
);

/** A unit of intervals in its singular and lower case; undefined when the word is none. */
export function intervalUnit(word: string): string | undefined {
  const singular = word.toLowerCase().replace(/s$/, "");
  return units.has(singular) ? singular : undefined;
}

/** The units that a text such as `1 day 2 hours` names. */
export const intervalUnits = (text: string): string[] =>
  (text.match(/[a-z]+/gi) ?? []).flatMap(word => intervalUnit(word) ?? []);
