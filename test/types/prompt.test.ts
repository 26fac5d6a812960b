/**
 * What a person types wrongly at the prompt, and what the type checker says before anything runs. The checker is the
 * session of the compile service, over the declarations that the package ships.
 */
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { Session } from "../../src/shell/evaluate/session.js";
import { packageRoot } from "../../src/util/package-root.js";

let session: Session;
beforeAll(() => {
  session = new Session(packageRoot, [join(packageRoot, "dist/types/sql/prompt.d.ts")]);
  const text = 'const df = spark.readStream.format("kafka").load(); const q = df.writeStream.start()';
  for (const statement of [...statements(text)]) {
    const compiled = session.compile(statement);
    if ("ok" in compiled) session.commit([compiled.ok.cell], []);
  }
});

function statements(text: string) {
  const split = session.split(text);
  if ("mistake" in split) throw new Error(split.mistake.message);
  return split.ok;
}

/** The mistake in the text's only statement; undefined when there is none. */
function mistakeIn(text: string): string | undefined {
  const [statement] = statements(text);
  const compiled = session.compile(statement!);
  return "mistake" in compiled ? compiled.mistake.message : undefined;
}

test.each([
  ["spark.readStreem", "readStream"],
  ["spark.readStream.fromat('kafka')", "format"],
  ["spark.readStream.format('kafka').optoin('a', 'b')", "option"],
  ["df.selct('key')", "select"],
  ["df.writeStrem", "writeStream"],
  ["df.writeStream.outputMod('append')", "outputMode"],
  ["df.writeStream.trigger(Trigger.ProcesingTime('5 seconds'))", "ProcessingTime"],
  ["q.lastProgres", "lastProgress"],
  ["$`a`.casst('STRING')", "cast"],
  ["col('a').isNotNul()", "isNotNull"],
  ["functions.uper('a')", "upper"],
  ["val x = df.printScema", "printSchema"],
  ["spark.streams.activ", "active"],
])("%s", (text, meant) => {
  expect(mistakeIn(text)).toContain(`Did you mean '${meant}'?`);
});

test.each([
  ["df.limit('x')", "Argument of type 'string' is not assignable to parameter of type 'number'."],
  ["df.select(1)", "not assignable to parameter of type 'ColumnOrName'"],
  ["sprak.readStream", "Cannot find name 'sprak'"],
  ["const n: number = df.columns", "Type 'string[]' is not assignable to type 'number'."],
])("%s", (text, message) => {
  expect(mistakeIn(text)).toContain(message);
});

test.each([
  "df.select($`key`.cast('STRING'), 'value')",
  "df.filter(col('offset') > 5 && col('key').isNotNull)",
  "q.awaitTermination(1000)",
  "df.printSchema",
  "val n = q.lastProgress",
  "import org.apache.spark.sql.functions.{col, lit}",
])("%s is right", text => {
  expect(mistakeIn(text)).toBeUndefined();
});

test("a definition whose type cannot be declared is kept as it was written", () => {
  const [statement] = statements("const Hidden = class { private secret = 1; shown = 2 }");
  const compiled = session.compile(statement!);
  if (!("ok" in compiled)) throw new Error(compiled.mistake.message);
  expect(compiled.ok.cell.extension).toBe(".ts");
  session.commit([compiled.ok.cell], []);
  expect(mistakeIn("new Hidden().shown + 1")).toBeUndefined();
  expect(mistakeIn("new Hidden().shwn")).toContain("Did you mean 'shown'?");
});
