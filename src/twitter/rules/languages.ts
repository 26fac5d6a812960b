import { UserError } from "../../util/errors.js";
import { nearest } from "../../util/nearest.js";

/** Codes that `lang:` takes (docs.x.com, operators of filtered stream). */
const ruleCodes =
  "am ar hy eu bn bs bg my hr ca cs da nl en et fi fr ka de el gu ht iw hi hi-Latn hu is in it ja kn km ko lo lv lt ml dv mr ne no or pa ps fa pl pt ro ru sr zh-CN sd si sk sl ckb es sv tl ta te th bo zh-TW tr uk ur ug vi cy".split(
    " ",
  );

/** Other names for them: v1.1's, and those of ISO 639 where X keeps older ones. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  zh: ["zh-CN", "zh-TW"],
  he: ["iw"],
  id: ["in"],
};

/**
 * The codes that were asked for, as rules spell them.
 * @param isForRules whether X itself filters by them; otherwise any code may be compared with what tweets carry
 * @throws UserError for a code that no rule can ask for
 */
export function languageCodes(
  wanted: readonly string[],
  isForRules: boolean,
): { readonly codes: readonly string[]; readonly warnings: readonly string[] } {
  const warnings: string[] = [];
  const codes = wanted.filter(Boolean).flatMap(code => {
    const others = otherNames[code.toLowerCase()];
    if (others) {
      warnings.push(`language: ${code} is asked for as ${others.join(" and ")}, which are X's codes`);
      return others;
    }
    const known = ruleCodes.find(each => each.toLowerCase() === code.toLowerCase());
    if (known) return [known];
    if (!isForRules) return [code];
    const near = nearest(code, ruleCodes);
    throw new UserError(
      `language: no rule of X can ask for "${code}"${near ? `; did you mean ${near}?` : ""} It takes codes such as ko, en, ja.`,
    );
  });
  return { codes: [...new Set(codes)], warnings };
}

/** Whether a tweet's language is one of those wanted: tweets carry `zh` where rules say `zh-CN` or `zh-TW`. */
export function isWantedLanguage(wanted: readonly string[], language: string | undefined): boolean {
  if (wanted.length === 0) return true;
  const given = language?.toLowerCase();
  return wanted.some(each => {
    const code = each.toLowerCase();
    return given === code || (given === "zh" && code.startsWith("zh-"));
  });
}
