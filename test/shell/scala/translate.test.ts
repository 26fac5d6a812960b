import { describe, expect, test } from "vitest";
import { readsAsScala, ScalaMistake, translateScala } from "../../../src/shell/scala/translate.js";

const translate = (text: string) => translateScala(text).map(statement => statement.text);

/** What is entered, and the TypeScript for it. */
const cases: [scala: string, typescript: string][] = [
  ["val x = 1", "const x: Int = 1;"],
  ["var x: Int = 1", "let x: Int = 1;"],
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
  ["val f = (x: Int, y: String) => x", "const f = (x: Int, y: string) => x;"],
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
  ["Some(1)", "Some(1);"],
  ["None", "None;"],
  ["Set(1)", "new Set([1]);"],
  ['Map("a" -> 1, "b" -> 2)', 'new Map([["a", 1], ["b", 2]]);'],
  ['df.agg(Map("a" -> "max"))', 'df.agg({ "a": "max" });'],
  ["Map(1 -> 2)", "new Map([[1, 2]]);"],
  ['(1, "a")._2', '([1, "a"] as const)[1];'],
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
  ["def f(x: Int, y: Int = 2): Int = x + y", "function f(x: Int, y: Int = 2): Int { return x + y; }"],
  ["def say(x: Any): Unit = { println(x) }", "function say(x: any) { println(x); }"],
  [
    "case class T(a: String, b: Option[Long])",
    'class T extends CaseClass { static readonly optional = ["b"]; constructor(readonly a: string, readonly b: Option<bigint>) { super(); } }',
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
  ["f(1, x = 2)", "f(1, x = 2);"],
  ["p.copy(age = 3)", "p.copy({ age: 3 });"],
  ['f"$x%.2f!"', '`${scala.format("%.2f", x)}!`;'],
  [
    'x match { case 1 | 2 => "few"; case n if n > 9 => "many"; case _ => "some" }',
    '(($m) => { $1: { if (!($m === 1 || $m === 2)) break $1; return "few"; } $2: { const n = $m; if (!(n > 9)) break $2; return "many"; } { return "some"; } })(x);',
  ],
  [
    "o match { case Some(P(a, _)) => a; case None => 0 }",
    "(($m) => { $1: { if (!($m.isDefined)) break $1; const $1_1 = scala.unapply(P, $m.get); if (!($1_1)) break $1; const a = $1_1[0]!; return a; } $2: { if (!($m.isEmpty)) break $2; return 0; } throw scala.matchError($m); })(o);",
  ],
  [
    "xs match { case a :: rest => a; case Nil => 0 }",
    "(($m) => { $1: { if (!($m.length >= 1)) break $1; const a = $m[0]!; const rest = $m.slice(1); return a; } $2: { if (!($m.length === 0)) break $2; return 0; } throw scala.matchError($m); })(xs);",
  ],
  ["xs.map { case (k, _) => k }", "xs.map(([k, ]) => k);"],
  [
    "val n = try { f() } catch { case e: Exception => 0 }",
    "const n = await ((async () => { try { return await (f()); } catch ($m: any) { $1: { if (!($m instanceof Error)) break $1; const e = $m as Error; return await (0); } throw $m; } })());",
  ],
  ["try f() finally { g() }", "try { await (f()); } finally { await (g()); }"],
  [
    "class A(n: Int) extends B(n) { private var m: Long = _; def up(k: Long): Long = { m += k; m } }",
    "class A extends B { constructor(readonly n: Int) { super(n); } m!: bigint; up(k: Long): bigint { m += k; return m; } }",
  ],
  ["object Conf { val port = 9092 }", "const Conf = new (class Conf { port = 9092; })();"],
  [
    "new ForeachWriter[String] { def process(s: String): Unit = println(s) }",
    "new (class extends ForeachWriter<string> { process(s: string): void { println(s); } })();",
  ],
  [
    "for (x <- xs; y <- ys if y > x) yield x + y",
    "xs.flatMap((x) => ys.filter((y) => y > x).map((y) => x + y));",
  ],
  ['throw new IllegalStateException("no")', 'throw scala.exception("IllegalStateException", "no");'],
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
  ["x match { 1 => 2 }", /^expected case$/, 10],
  ["package a.b", /^Scala's package is not translated: leave it out/, 0],
  ['q"$x"', /^q"…" is not translated: write a template literal/, 0],
  ["a <<= b", /^Scala's <<= is not translated/, 2],
  ['val a = "open', /^the string is not closed/, 8],
  ["val a = (1", /^expected \), found the end/, 10],
  ["let y = 5", /^did not expect y after let/, 4],
  ["import java.nio.Files", /^no package java.nio here; for Node's modules write import/, 7],
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
