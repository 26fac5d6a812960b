import { describe, expect, test } from "vitest";
import { readsAsScala, ScalaMistake, translateScala } from "../../../src/shell/scala/translate.js";

const translate = (text: string) => translateScala(text).map(statement => statement.text);

/** What is entered, and the TypeScript for it. */
const cases: [scala: string, typescript: string][] = [
  ["val x = 1", "const x = 1;"],
  ["var x: Int = 1", "let x: number = 1;"],
  ["lazy val n = df.count", "const n = await (df.count);"],
  ["val n: Long = df.count()", "const n: bigint = await (df.count());"],
  ["val (a, _) = pair", "const [a, ] = await (pair);"],
  ['$"key".cast("STRING")', '$`key`.cast("STRING");'],
  ['$"n_$i" + 1', "$`n_${i}` + 1;"],
  ['df.select(\'a, $"b")', "df.select($`a`, $`b`);"],
  ['s"$a and ${a.b + 1}$$ `"', "`${a} and ${a.b + 1}$ \\``;"],
  ['"""a\n"b" \\d"""', '"a\\n\\"b\\" \\\\d";'],
  ['lit("#(\\\\w+)")', 'lit("#(\\\\w+)");'],
  ["'c'", "'c';"],
  ["col('offset') + 'b", "col('offset') + $`b`;"],
  ["1L + 0xFFL", "1n + 0xFFn;"],
  ["1.5f * 2d", "1.5 * 2;"],
  ["-1 - -x", "(-1) - (-x);"],
  ["1 + 2 * 3 < 4 && a || b", "(((1 + (2 * 3)) < 4) && a) || b;"],
  ['$"a" === 1 && $"b" =!= "x"', '$`a`.equalTo(1) && $`b`.notEqual("x");'],
  ['$"a" + 1 === 2', "($`a` + 1).equalTo(2);"],
  ["a == b != c", "(a === b) !== c;"],
  ['$"a" isin (1, 2) and $"b"', "$`a`.isin(1, 2).and($`b`);"],
  ['upper($"v") as "u"', 'upper($`v`).as("u");'],
  ["xs.map(_ + 1).reduce(_ + _)", "xs.map(($1) => $1 + 1).reduce(($1, $2) => $1 + $2);"],
  ["xs.foreach(println(_))", "xs.foreach(($1) => println($1));"],
  ["xs.map(x => x * 2)", "xs.map((x) => x * 2);"],
  ["val f = (x: Int, y: String) => x", "const f = (x: number, y: string) => x;"],
  ["xs.map { x => val y = x\n y + 1 }", "xs.map((x) => { const y = x; return y + 1; });"],
  ["xs.map { _.n }", "xs.map(($1) => $1.n);"],
  [
    "q.foreachBatch { (df: DataFrame, id: Long) => df.show() }",
    "q.foreachBatch(async (df, id) => { await (df.show()); });",
  ],
  ['lines.as[String].flatMap(_.split(" "))', 'lines.as<string>().flatMap(($1) => $1.split(" "));'],
  ['a.join(b, expr("x = y"), joinType = "leftOuter")', 'a.join(b, expr("x = y"), "leftOuter");'],
  ["Seq(1, 2)", "[1, 2];"],
  ["List.empty", "List.empty;"],
  ["Some(1)", "1;"],
  ["None", "null;"],
  ["Set(1)", "new Set([1]);"],
  ['Map("a" -> 1, "b" -> 2)', '{ "a": 1, "b": 2 };'],
  ["Map(1 -> 2)", "new Map([[1, 2]]);"],
  ['(1, "a")._2', '[1, "a"][1];'],
  [
    'Seq(("a", 1), ("b", -2)).toDF("x", "y")',
    'spark.createDataFrame([["a", 1], ["b", -2]], "`x` STRING, `y` INT NOT NULL");',
  ],
  [
    "Seq((1L, true)).toDF()",
    'spark.createDataFrame([[1n, true]], "`_1` BIGINT NOT NULL, `_2` BOOLEAN NOT NULL");',
  ],
  ['Seq((n, "a")).toDF("x", "y")', 'spark.createDataFrame([[n, "a"]], ["x", "y"]);'],
  ["Seq(1).toDF", "[1].toDF;"],
  ["df.select(cols.map(col): _*)", "df.select(...cols.map(col));"],
  ["df.show(truncate = false)", "df.show(20, false);"],
  ["df.as[Tweet].map(_.text)", "df.as<Tweet>().map(($1) => $1.text);"],
  ["new StructType()", "new StructType();"],
  ["val a = if (x) 1 else 2", "const a = await ((x ? 1 : 2));"],
  ["if (x) println(1)", "if (x) { println(1); }"],
  ["for (i <- xs) println(i)", "for (const i of xs) { println(i); }"],
  ["for (i <- xs) yield i + 1", "xs.map((i) => i + 1);"],
  ["while (x < 3) { x += 1 }", "while (x < 3) { x += 1; }"],
  [
    "def f(x: Int, y: Int = 2): Int = x + y",
    "function f(x: number, y: number = 2): number { return x + y; }",
  ],
  ["def say(x: Any): Unit = { println(x) }", "function say(x: any) { println(x); }"],
  [
    "case class T(a: String, b: Option[Long])",
    "class T { constructor(readonly a: string, readonly b: bigint | null) {} }",
  ],
  ["import org.apache.spark.sql.functions._", ""],
  ["import org.apache.spark.sql.streaming.{Trigger, OutputMode}", ""],
  ["import org.apache.spark.sql.functions.{col, lit => l}", "void functions.col; const l = functions.lit"],
  ["import spark.implicits._", ""],
  ['df\n  .select("a") // why\n  .show()', 'df.select("a").show();'],
  ["df.\n  show()", "df.show();"],
  ["f(\n  1,\n  2,\n)", "f(1, 2);"],
  ["/* a */ x = 1 // b", "x = 1;"],
  ["`type`.x", "type.x;"],
];

describe("Scala as TypeScript", () => {
  test.each(cases)("%s", (scala, typescript) => {
    expect(translate(scala)).toEqual([typescript]);
  });

  test("statements are told apart by lines and semicolons, and know where they began", () => {
    expect(
      translateScala("val a = 1; val b = 2\n\n  a\n  .toString").map(({ source, line, column }) => [
        source,
        line,
        column,
      ]),
    ).toEqual([
      ["val a = 1", 0, 0],
      ["val b = 2", 0, 11],
      ["a\n  .toString", 2, 2],
    ]);
  });
});

/** What has no translation, and what is said of it. */
const refused: [scala: string, message: RegExp, column: number][] = [
  ["x match { case 1 => 2 }", /^Scala's match is not translated: write if and else/, 2],
  ["try { x }", /^Scala's try is not translated/, 0],
  ["object A { }", /^Scala's object is not translated/, 0],
  ['f"$x%.2f"', /^f"…" is not translated: write a template literal/, 0],
  ["a <<= b", /^Scala's <<= is not translated/, 2],
  ["f(x = 1)", /pass it by position/, 0],
  ['val a = "open', /^the string is not closed/, 8],
  ["val a = (1", /^expected \), found the end/, 10],
  ["let y = 5", /^did not expect y after let/, 4],
  ["import java.util.Date", /^no package java.util here; for Node's modules write import/, 7],
  ["import org.apache.spark.sql.streming.Trigger", /did you mean org.apache.spark.sql.streaming\?$/, 7],
  ["import org.apache.spark.sql.streaming.Triger", /^Triger is not a member .* did you mean Trigger\?$/, 7],
];

describe("what is not translated", () => {
  test.each(refused)("%s", (scala, message, column) => {
    const thrown = (() => {
      try {
        return translate(scala);
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).toBeInstanceOf(ScalaMistake);
    expect((thrown as ScalaMistake).message).toMatch(message);
    expect((thrown as ScalaMistake).place.column).toBe(column);
  });
});

test.each([
  ["val x = ", true],
  ['df.select($"a"', true],
  ["import org.apache.spark.sql._", true],
  ["const x = ", false],
  ["function f( {", false],
])("whether %s was meant as Scala", (text, scala) => {
  expect(readsAsScala(text)).toBe(scala);
});
