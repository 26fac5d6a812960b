import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { simpleString } from "../../src/types/index.js";
import { SparkError } from "../../src/util/errors.js";
import { openSession } from "../session.js";

/** What scripts/record/type-pairs.py recorded from real Spark. */
interface Recorded {
  readonly ansi: boolean;
  readonly of: string;
  readonly and: string;
  /** An expression, and its type and text, or the class of its error. */
  readonly found: readonly (readonly [sql: string, typeOrError: string, text?: string | null])[];
}

const cases = JSON.parse(
  readFileSync(new URL("../gold/type-pairs.json", import.meta.url), "utf8"),
) as Recorded[];
const { spark, close } = openSession();
spark.conf.set("spark.sql.session.timeZone", "Asia/Seoul");
afterAll(close);

const asText = (sql: string) => (sql.endsWith("AS BINARY)") ? `hex(${sql})` : `cast(${sql} AS STRING)`);

async function answer(sql: string): Promise<readonly unknown[]> {
  try {
    const type = spark.sql(`SELECT ${sql} AS c`).schema.fields[0]!.dataType;
    const [row] = await spark.sql(`SELECT ${asText(sql)}`).collect();
    return [simpleString(type), row!.get(0)];
  } catch (error) {
    return [error instanceof SparkError ? error.errorClass : String(error)];
  }
}

describe("random values of every pair of types are cast and calculated with as in Spark", () => {
  it.each(cases.map(each => [`${each.of} and ${each.and}${each.ansi ? "" : ", not ANSI"}`, each] as const))(
    "%s",
    async (_, { ansi, found }) => {
      spark.conf.set("spark.sql.ansi.enabled", String(ansi));
      const answers = [];
      for (const [sql] of found) answers.push([sql, ...(await answer(sql))]);
      expect(answers).toEqual(found);
    },
  );
});
