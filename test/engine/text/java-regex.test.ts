import { describe, expect, it } from "vitest";
import { groupOf, javaPattern, PatternSyntaxError } from "../../../src/engine/text/java-regex.js";

/** Text, pattern, whether real Spark's `rlike` finds it; null where it refuses the pattern. */
const cases: readonly [text: string, pattern: string, found: boolean | null][] = [
  ["abc", "b", true],
  ["abc", "(", null],
  ["abc", "(?i)B", true],
  ["a1", "^\\p{Alpha}\\p{Digit}$", true],
  ["\u00e9", "^\\w$", false],
  ["\u00e9", "^\\p{L}$", true],
  ["a b", "a\\hb", true],
  ["a.b", "\\Qa.b\\E", true],
  ["abc", "\\Aabc\\z", true],
  ["b", "^[a-z&&[^b]]$", false],
  ["d", "[a-c[d]]", true],
  ["\ud83d\ude00", "^.$", true],
  ["aaa", "^a++a$", false],
  ["ab", "^(?>a|ab)$", false],
  ["aab", "a{2}+b", true],
  ["x", "(?x) x # c", true],
  ["ab", "\\p{javaLowerCase}+", true],
  ["A", "\\p{Lu}", true],
  ["\u03b1", "\\p{IsGreek}", true],
  ["\u03b1", "\\p{InGreek}", true],
  ["a", "\\p{Lower}", true],
  ["!", "\\p{Punct}", true],
  ["a", "\\p{ASCII}", true],
  ["A", "(?i)\\p{Lower}", true],
  ["\u03b1", "\\p{script=Greek}", true],
  ["\u00c9", "(?iu)\u00e9", true],
  ["\u00c9", "(?i)\u00e9", false],
  ["a", "\\x61", true],
  ["a", "\\u0061", true],
  ["a-b", "[\\w-]+", true],
  ["\t", "\\t", true],
  ["a]", "[]a]+", true],
  ["ab12", "(?<x>[a-z])b\\d+", true],
  ["aa", "(a)\\1", true],
  ["ab", "(?<=a)b", true],
  ["]", "[\\]]", true],
  ["\u0085", "\\v", true],
  ["a", "\\pL", true],
  ["\u00a0", "\\s", false],
  ["{", "\\{", true],
  ["a{", "a\\{", true],
  ["a", "a{", null],
  ["a", "[a", null],
  ["a", "*", null],
  ["a", "\\", null],
  ["a", "(?<n", null],
];

describe("javaPattern", () => {
  it.each(cases)("finds in %j by %j: %j", (text, pattern, found) => {
    if (found === null) expect(() => javaPattern(pattern)).toThrow(PatternSyntaxError);
    else expect(javaPattern(pattern).regex.test(text)).toBe(found);
  });

  it("numbers Java's groups past atomic ones", () => {
    const match = javaPattern("(a)(?>b+)(?<name>c)++").regex.exec("abbc")!;
    expect([groupOf(match, 1), groupOf(match, 2)]).toEqual(["a", "c"]);
  });
});
