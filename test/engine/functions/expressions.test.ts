import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { openSession } from "../../session.js";

/** What scripts/record/expressions.py recorded from real Spark. */
interface Recorded {
  readonly settings: Readonly<Record<string, string>>;
  readonly sql: string;
  readonly show?: string;
  readonly error?: string;
}

const cases = JSON.parse(
  readFileSync(new URL("../../gold/expressions.json", import.meta.url), "utf8"),
) as Recorded[];
const session = openSession();
afterAll(() => session.close());

/** The cells of a shown table; names of literals in other zones than UTC are not yet written in the zone. */
function cells(shown: string, settings: Recorded["settings"]): string[] {
  const rows = shown.split("\n").filter(line => line.startsWith("|"));
  const inUtc = (settings["spark.sql.session.timeZone"] ?? "UTC") === "UTC";
  return (inUtc ? rows : rows.slice(1)).map(row => row.replaceAll(/ *\| */g, "|"));
}

async function answer({ settings, sql }: Recorded): Promise<string[] | string> {
  for (const [key, value] of Object.entries(settings)) session.spark.conf.set(key, value);
  const before = session.printed().length;
  try {
    await session.spark.sql(sql.startsWith("SELECT") ? sql : `SELECT ${sql}`).show(20, false);
  } catch (error) {
    return (error as Error).message.split("\n")[0]!.slice(0, 100);
  }
  return cells(session.printed().slice(before), settings);
}

describe("numbers and time as Spark has them", () => {
  it.each(cases.map(recorded => [recorded.sql, recorded] as const))("%s", async (_, recorded) => {
    const expected =
      recorded.error?.split("\n")[0]?.slice(0, 100) ?? cells(recorded.show!, recorded.settings);
    expect(await answer(recorded)).toEqual(expected);
  });
});
