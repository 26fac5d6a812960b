/**
 * Spark's own examples of its functions, run as SQL: column names, types and what `show` prints must be as recorded
 * (`scripts/record/functions.py`). What does not yet agree is listed with its reason, and must go from the list once it does.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { simpleString } from "../../src/types/index.js";
import { openSession } from "../session.js";
import { missing } from "./functions-missing.js";

interface Example {
  readonly sql: string;
  readonly show?: string;
  readonly schema?: readonly (readonly [name: string, type: string])[];
}

const examples: Example[] = JSON.parse(
  readFileSync(new URL("../gold/functions.json", import.meta.url), "utf8"),
);
const answered = examples.filter(example => example.show !== undefined);

/** A table's lines, its rows sorted where the query leaves their order open. */
function lines(text: string, isOrdered: boolean): string[] {
  const all = text.trimEnd().split("\n");
  return isOrdered ? all : [...all.slice(0, 3), ...all.slice(3).sort()];
}

async function agrees({ sql, show, schema }: Example): Promise<void> {
  const session = openSession();
  try {
    const frame = session.spark.sql(sql);
    await frame.show(20, false);
    const isOrdered = /order by/i.test(sql);
    expect(lines(session.printed(), isOrdered)).toEqual(lines(show!, isOrdered));
    expect(frame.schema.fields.map(field => [field.name, simpleString(field.dataType)])).toEqual(schema);
  } finally {
    await session.close();
  }
}

describe("Spark's examples", () => {
  it.each(answered.filter(({ sql }) => !missing(sql)).map(example => [example.sql, example] as const))(
    "%s",
    (_, example) => agrees(example),
  );

  it("misses what is listed, and no more than one in ten", async () => {
    const listed = answered.filter(({ sql }) => missing(sql));
    const agreeing: string[] = [];
    for (const example of listed)
      await agrees(example).then(
        () => agreeing.push(example.sql),
        () => {},
      );
    expect(agreeing).toEqual([]);
    expect(listed.length).toBeLessThanOrEqual(answered.length * 0.1);
  });
});
