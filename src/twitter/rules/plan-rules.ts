import { UserError } from "../../util/errors.js";
import type { RuleLimits } from "../config/tiers.js";
import type { Track } from "../config/twitter-config.js";
import { tileCount, tilesOf } from "./box.js";
import { particleCount } from "./korean.js";
import { type Clause, clauseText, type Operator } from "./operator.js";
import { termClause } from "./term-clause.js";

/** The rules that ask X for what is tracked; any of them suffices. */
export interface RulePlan {
  readonly values: readonly string[];
  /** What each rule asks for. */
  readonly clauses: readonly (readonly Clause[])[];
  /** Of Korean's particles, how many each word stands with. */
  readonly particles: number;
  /** Whether some words had to do without some of them, for the rules' length or number. */
  readonly isShortened: boolean;
}

/**
 * Rules within the limits: as few as hold everything, with as many of the particles as there is room for.
 * @throws UserError when even without particles there are too many rules, or one is too long
 */
export function planRules(track: Track, limits: RuleLimits): RulePlan {
  const suffix = languageSuffix(track.languages);
  // What stands around a clause: brackets and the languages.
  const room = limits.length - (suffix ? suffix.length + 2 : 0);
  checkTiles(track, limits, room);
  const fixed = [...follows(track), ...boxes(track)];
  const most = track.particles ? particleCount : 0;
  for (let particles = most; ; particles--) {
    const terms = track.terms.map(term => fittingTerm(term, particles, room));
    const packed = pack([...terms.flatMap(({ clause }) => alternativesOf(clause)), ...fixed], room);
    if (packed.length > limits.rules && particles > 0) continue;
    if (packed.length > limits.rules)
      throw new UserError(
        `${packed.length} rules are needed for what is tracked, and this access to X allows ${limits.rules}: track less, or set twitter.tier.`,
      );
    return {
      values: packed.map(clauses => ruleText(clauses, suffix)),
      clauses: packed,
      particles,
      isShortened: particles < most || terms.some(term => term.isShortened),
    };
  }
}

function follows({ follow }: Track): Clause[] {
  return follow.flatMap(id =>
    (["from", "retweetsOf", "to"] as const).map(kind => [[{ kind, id } satisfies Operator]]),
  );
}

function boxes(track: Track): Clause[] {
  return track.boxes.flatMap(tilesOf).map(box => [[{ kind: "box", box } satisfies Operator]]);
}

/** A box of the size of a continent would take millions of tiles: said before they are made. */
function checkTiles({ boxes }: Track, { rules }: RuleLimits, room: number): void {
  const longest = "bounding_box:[-122.333333 37.333333 -122.333333 37.333333] OR ".length;
  const perRule = Math.max(1, Math.floor(room / longest));
  const tiles = boxes.reduce((sum, box) => sum + tileCount(box), 0);
  const needed = Math.ceil(tiles / perRule);
  if (needed > rules)
    throw new UserError(
      `track.locations: X takes boxes of less than 25 miles, so ${tiles} of them would be needed, in some ${needed} rules, and this access allows ${rules}: give smaller boxes, or track terms of the place.`,
    );
}

function fittingTerm(
  term: string,
  particles: number,
  room: number,
): { clause: Clause; isShortened: boolean } {
  for (let count = particles; count >= 0; count--) {
    const clause = termClause(term, count);
    // The alternatives of a single word need not stand in one rule.
    if (alternativesOf(clause).every(each => bracketed(each).length <= room))
      return { clause, isShortened: count < particles };
  }
  throw new UserError(
    `track.terms: "${term.slice(0, 40)}${term.length > 40 ? "…" : ""}" is too long for a rule of ${room} characters.`,
  );
}

/** The alternatives of a clause that has no other condition, each a clause of its own; otherwise the clause. */
function alternativesOf(clause: Clause): readonly Clause[] {
  return clause.length === 1 ? clause[0]!.map(operator => [[operator]]) : [clause];
}

function pack(clauses: readonly Clause[], room: number): Clause[][] {
  const unique = new Map(clauses.map(clause => [bracketed(clause), clause]));
  const rules: Clause[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const [text, clause] of unique) {
    length += " OR ".length + text.length;
    if (length > room) {
      rules.push([]);
      length = text.length;
    }
    rules.at(-1)!.push(clause);
  }
  return rules;
}

function bracketed(clause: Clause): string {
  return clause.length > 1 ? `(${clauseText(clause)})` : clauseText(clause);
}

function ruleText(clauses: readonly Clause[], suffix: string): string {
  if (clauses.length === 1) return clauseText(clauses[0]!) + suffix;
  const any = clauses.map(bracketed).join(" OR ");
  return suffix ? `(${any})${suffix}` : any;
}

function languageSuffix(languages: readonly string[]): string {
  const any = languages.map(code => `lang:${code}`).join(" OR ");
  return languages.length === 0 ? "" : languages.length === 1 ? ` ${any}` : ` (${any})`;
}
