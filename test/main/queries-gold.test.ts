/** SQL queries, right and wrong, whose answers real Spark gave (`scripts/record/queries.py`). */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { simpleString } from "../../src/types/index.js";
import { messageOf } from "../../src/util/errors.js";
import { openSession } from "../session.js";

interface Recorded {
  readonly sql: string;
  readonly show?: string;
  readonly schema?: readonly (readonly [name: string, type: string])[];
  readonly error?: string;
}

const recorded: Recorded[] = JSON.parse(
  readFileSync(new URL("../gold/queries.json", import.meta.url), "utf8"),
);

function lines(text: string, isOrdered: boolean): string[] {
  const all = text.trimEnd().split("\n");
  return isOrdered ? all : [...all.slice(0, 3), ...all.slice(3).sort()];
}

/** What the message says, without the place that Spark adds behind it, and the nearest name that is added here. */
const told = (message: string) =>
  message.split("\n")[0]!.replace(/; line \d+ pos \d+;?$| The nearest is `[^`]*`\./g, "");

it.each(recorded.map(each => [each.sql, each] as const))("%s", async (_, { sql, show, schema, error }) => {
  const session = openSession();
  try {
    const answer = (async () => {
      const frame = session.spark.sql(sql);
      await frame.show(50, false);
      return frame.schema.fields.map(field => [field.name, simpleString(field.dataType)]);
    })();
    if (error !== undefined) {
      const message = await answer.then(
        () => "no error",
        thrown => messageOf(thrown),
      );
      expect(told(message)).toBe(told(error));
      return;
    }
    expect(await answer).toEqual(schema);
    const isOrdered = /order by(?!.*\))/i.test(sql);
    expect(lines(session.printed(), isOrdered)).toEqual(lines(show!, isOrdered));
  } finally {
    await session.close();
  }
});
