import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Session } from "../../../src/shell/evaluate/session.js";
import { packageRoot } from "../../../src/util/package-root.js";

let session: Session;
beforeAll(() => {
  session = new Session(packageRoot, [join(packageRoot, "dist/types/sql/prompt.d.ts")]);
  for (const text of [
    'const tweets = spark.readStream.format("kafka").load()',
    "const answerOfMine = 42",
    "class Counter { private hidden = 1; /** Adds one. */ increment(by?: number) { return this } }",
    "const counter = new Counter()",
  ]) {
    const statement = { text, source: text, line: 0, column: 0, language: "typescript" as const };
    const compiled = session.compile(statement);
    if ("mistake" in compiled) throw new Error(compiled.mistake.message);
    session.commit([compiled.ok.cell], []);
  }
});

/** What is offered at the `|`. */
const at = (marked: string) => {
  const cursor = marked.indexOf("|");
  return session.completions.complete(marked.replace("|", ""), cursor);
};
const labels = (marked: string) => at(marked).items.map(({ label }) => label);
const hint = (marked: string) => session.completions.hint(marked.replace("|", ""), marked.indexOf("|"));

describe("completion by types", () => {
  it.each<[string, string[]]>([
    ["spark.readStream.fo|", ["format"]],
    ["tweets.|", ["select", "writeStream", "groupBy"]],
    ["tweets.writeStream.que|", ["queryName"]],
    ["val df = spark.read.|", ["csv", "format", "load"]],
    ['tweets.filter($"key" > 1).|', ["select", "writeStream"]],
    ["tweets.groupBy(`key`).count.|", ["show", "where"]],
    ["tweets.first().|", ["getAs", "then"]],
    ["tweets.collect.|", ["length", "map"]],
    ["Trigger.|", ["ProcessingTime", "AvailableNow", "Once", "Continuous"]],
    ["functions.date_f|", ["date_format"]],
    ["date_f|", ["date_format"]],
    ["answ|", ["answerOfMine"]],
    ["counter.inc|", ["increment"]],
    ["for (const t of [tweets]) { t.wri|", ["writeStream", "write"]],
    ["tweets.map(row => row.getA|)", ["getAs"]],
    ["val f = (\n  tweets\n    .sel|", ["select", "selectExpr"]],
    ['tweets.writeStream.outputMode("|', ["append", "update", "complete"]],
    ["Math.flo|", ["floor"]],
  ])("%s", (marked, expected) => {
    expect(labels(marked)).toEqual(expect.arrayContaining(expected));
  });

  it("puts what begins so first, one's own names before all others, and leaves out what functions are", () => {
    expect(labels("spark|")[0]).toBe("spark");
    expect(labels("|").slice(0, 4).sort()).toEqual(["Counter", "answerOfMine", "counter", "tweets"]);
    expect(labels("Trigger.|")).not.toContain("apply");
    expect(labels("counter.|")).not.toContain("hidden");
  });

  it("comes with signature and a sentence", () => {
    expect(at("tweets.drop|").items[0]).toMatchObject({
      label: "drop",
      detail: expect.stringContaining("): DataFrame"),
      doc: expect.stringMatching(/^[A-Z]/),
    });
    expect(at("counter.incr|").items[0]).toMatchObject({
      label: "increment",
      detail: "(by?: number): Counter",
    });
    expect(at("date_format|").items[0]?.doc).toMatch(/\w/);
  });

  it("says which part a choice takes the place of", () => {
    expect(at("tweets.wri|x")).toMatchObject({ from: 7, to: 10 });
    expect(at('f("ab|c")')).toMatchObject({ from: 3, to: 5 });
  });
});

describe("a text literal", () => {
  const literal = (marked: string) => at(marked).literal;

  it("is known with its calls", () => {
    expect(literal('tweets.select("ke|", "value")')).toMatchObject({
      content: "ke",
      cursor: 2,
      isClosed: true,
      isColumn: false,
      calls: [
        {
          method: "select",
          receiver: "DataFrame",
          index: 0,
          args: ["ke", "value"],
          value: { kind: "name", name: "tweets" },
        },
      ],
    });
  });

  it.each([
    ['spark.readStream.format("kafka").option("sub|', ["option", "DataStreamReader", 0, ["format:kafka"]]],
    [
      'spark.readStream.format("kafka").option("subscribe", "tw|',
      ["option", "DataStreamReader", 1, ["format:kafka"]],
    ],
    ['tweets.writeStream.format("cons|', ["format", "DataStreamWriter", 0, []]],
    ['tweets("ke|', ["apply", "DataFrame", 0, []]],
    ['spark.sql("select |', ["sql", "SparkSession", 0, []]],
    ['spark.sql("""select\n  a |', ["sql", "SparkSession", 0, []]],
    ["spark.sql(`select |", ["sql", "SparkSession", 0, []]],
  ] as const)("%s", (marked, [method, receiver, index, chain]) => {
    const call = literal(marked)?.calls[0];
    expect([call?.method, call?.receiver, call?.index]).toEqual([method, receiver, index]);
    const made = call?.chain.filter(({ args }) => args.length > 0).map(each => `${each.method}:${each.args}`);
    expect(made).toEqual(chain);
  });

  it.each(['tweets.select($"ke|', 'val x = tweets.select($"ke|")', "tweets.select($`ke|`)"])(
    "of a column: %s",
    marked => {
      const found = literal(marked);
      expect(found?.isColumn).toBe(true);
      expect(found?.calls.at(-1)).toMatchObject({ method: "select", value: { name: "tweets" } });
    },
  );

  it("is within an object's key or value", () => {
    expect(literal('spark.read.options({ "he|": 1 })')?.calls[0]).toMatchObject({
      method: "options",
      property: null,
    });
    expect(literal('spark.read.options({ mode: "|" })')?.calls[0]).toMatchObject({ property: "mode" });
  });

  it("is none outside", () => {
    expect(literal('f("a")|')).toBeUndefined();
    expect(literal("f(|)")).toBeUndefined();
  });
});

describe("a hint", () => {
  it("shows the call and the parameter that is typed", () => {
    expect(hint("tweets.withColumn('a', |")).toMatchObject({
      before: expect.stringContaining("withColumn(name: string, "),
      parameter: expect.stringContaining("Column"),
      after: "): DataFrame",
    });
    expect(hint("tweets.select('a', 'b', |)")?.parameter).toMatch(/^\.\.\./);
  });

  it("is none outside of a call", () => {
    expect(hint("tweets|")).toBeNull();
  });
});
