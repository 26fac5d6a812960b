import type { KeptRule, XClient } from "../api/x-client.js";

/** The app's rules at X once ours stand among them. */
export interface SyncedRules {
  /** Ours, to be removed at the end. */
  readonly ours: readonly string[];
  /** Those of others, whose tweets come on the same stream. */
  readonly others: ReadonlySet<string>;
}

/**
 * Makes the rules of one tag those wanted: tries them, removes what is not wanted any more, adds what is missing. Rules without
 * this tag are never touched; one of them that asks for the same serves as ours.
 * @throws XError
 */
export async function syncRules(
  client: XClient,
  values: readonly string[],
  tag: string,
): Promise<SyncedRules> {
  const there = await client.rules();
  const ours = there.filter(rule => rule.tag === tag);
  const wanted = new Set(values);
  const present = new Set(there.map(({ value }) => value));
  const missing: KeptRule[] = [...wanted].filter(value => !present.has(value)).map(value => ({ value, tag }));
  const stale = ours.filter(({ value }) => !wanted.has(value));
  if (missing.length > 0) await client.addRules(missing, true);
  if (stale.length > 0) await client.deleteRules(idsOf(stale));
  const added = missing.length > 0 ? await client.addRules(missing, false) : [];
  // An answer need not name all that it added: then the list tells.
  const now =
    added.length === missing.length
      ? [...ours.filter(rule => !stale.includes(rule)), ...added]
      : (await client.rules()).filter(rule => rule.tag === tag);
  return {
    ours: idsOf(now),
    others: new Set(idsOf(there.filter(rule => rule.tag !== tag && !wanted.has(rule.value)))),
  };
}

function idsOf(rules: readonly KeptRule[]): string[] {
  return rules.flatMap(({ id }) => (id === undefined ? [] : [id]));
}
