import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestShell, testShell } from "../test-shell.js";

let shell: TestShell;
beforeAll(() => {
  shell = testShell();
});
afterAll(async () => {
  shell.close();
  await shell.backend.close();
});

/** Scala's lines as they are typed, one after the other, and how the shell answers; null: with no error. */
const lines: [entered: string, answer: string | null][] = [
  ["case class Person(name: String, age: Long, nick: Option[String] = None)", "defined class Person"],
  ['val ann = Person("Ann", 30)', "ann: Person = Person(Ann,30,None)"],
  ["ann.copy(age = 31).age", "Long = 31"],
  ['ann == Person("Ann", 30)', "boolean = true"],
  ['Person(age = 3, name = "Bo").name', "string = Bo"],
  ['ann match { case Person(n, a, _) if a > 18 => n; case _ => "minor" }', "string = Ann"],
  [
    'val ds = Seq(ann, Person("보라", 20, Some("보"))).toDS()',
    "[name: string, age: bigint ... 1 more field]",
  ],
  ["ds.filter(_.age > 25).map(_.name).collect().toList", "[ 'Ann' ]"],
  ['ds.map(p => p.nick.getOrElse("-")).collect().mkString(",")', "-,보"],
  ["ds.map(p => Person(p.name, p.age + 1)).first()", "Person(Ann,31,None)"],
  ["ds.groupByKey(_.age / 20).count().schema", "StructField(key,LongType,true)"],
  ["ds.map(_.name.length).schema", "StructField(value,IntegerType,false)"],
  ['ds.map(p => (p.name, 1)).toDF("n", "one").schema', "StructField(one,IntegerType,false)"],
  ['ds.flatMap(_.name.split("")).count()', "Long = 5"],
  ["val up = udf((s: String) => s.length)", null],
  ['ds.select(up($"name")).schema', "IntegerType"],
  ['Seq((1, "a"), (2, "b")).toDF("k", "v").as[(Int, String)].map(_._2).collect().toList', "[ 'a', 'b' ]"],
  ["val r = spark.sql(\"select 1 as a, 'x' as b\").collect()(0)", "r: Row = [1,x]"],
  ['r.getInt(0) + r.getAs[String]("b").length', "number = 2"],
  ['r match { case Row(a: Int, b: String) => s"$a-$b" }', "string = 1-x"],
  ["val xs = List(3, 1, 2)", null],
  ['xs.sorted.mkString("[", ", ", "]")', "[1, 2, 3]"],
  ["xs.foldLeft(0)(_ + _)", "number = 6"],
  ["xs.zipWithIndex.map { case (x, i) => x * i }.sum", "number = 5"],
  ["xs.groupBy(_ % 2).map { case (k, v) => k -> v.size }.toMap.getOrElse(1, 0)", "number = 2"],
  ['xs match { case head :: tail => s"$head then ${tail.length}"; case Nil => "none" }', "3 then 2"],
  ["for { x <- xs; y <- xs if y > x } yield x * 10 + y", "[ 13, 12, 23 ]"],
  ["xs.find(_ > 2).map(_ + 1)", "Some(4)"],
  ['val m = Map("a" -> 1) + ("b" -> 2)', null],
  ['m("b") + m.getOrElse("c", 5)', "number = 7"],
  ['val dashed = "a1b22".replaceAll("[0-9]+", "-")', "string = a-b-"],
  ['"2024-01-02".split("-").map(_.toInt).sum', "number = 2027"],
  ['" x ".trim.toUpperCase * 3', "string = XXX"],
  ["val half = { val n = 7; n / 2 }", "half: number = 3"],
  ["val big = 1L + xs.head", "big: Long = 4"],
  ["def fact(n: Int): Long = if (n <= 1) 1 else n * fact(n - 1)", "defined function fact"],
  ["fact(20)", "Long = 2432902008176640000"],
  ['val t = try { "12x".toInt } catch { case _: NumberFormatException => -1 }', "t: number = -1"],
  [
    'try { spark.sql("select nope") } catch { case e: AnalysisException => println(e.getMessage.take(20)) }',
    "[UNRESOLVED_COLUMN.",
  ],
  ['throw new IllegalStateException("no")', "! IllegalStateException: no"],
  ["object Conf { val port = 9092; def next: Int = port + 1 }", null],
  ["Conf.next", "number = 9093"],
  [
    "class Counter(start: Int) { private var n = start; def up(by: Int = 1): Int = { n += by; n } }",
    "defined class Counter",
  ],
  ["new Counter(5).up(2)", "number = 7"],
  ['println(f"${1.0 / 3}%.3f|${42}%05d|${"x"}%3s")', "0.333|00042|  x"],
  ["Seq(1, 2, 3).toDS().map(_ * 2).reduce(_ + _)", "number = 12"],
  ["'x' + 1", null],
  ["Option(null).isEmpty", "boolean = true"],
  ['spark.range(5).stat.approxQuantile("id", Array(0.5), 0.0)', "[ 2 ]"],
  ['val Array(first, second) = "x y".split(" ")', "second: string = y"],
  ['val data = sc.parallelize(Seq(Row("a", 1), Row("b", 2)))', null],
  [
    'spark.createDataFrame(data, StructType(List(StructField("n", StringType), StructField("v", IntegerType)))).count()',
    "Long = 2",
  ],
  [
    'spark.range(3).groupBy("id")',
    "RelationalGroupedDataset: [grouping expressions: [id], value: [id: bigint]]",
  ],
  [
    'Seq("a b", "c").toDS().map(line => line.split(" ").size).reduce((a, b) => if (a > b) a else b)',
    "number = 2",
  ],
  ['Seq("a", "b", "a").toDS().groupByKey(identity).count().count()', "Long = 2"],
  ["spark.range(2).foreach(r => println(r))", "[0]"],
  ['printf("%d items%n", 3)', "3 items"],
  ["import java.sql.Timestamp", "import java.sql.Timestamp"],
  ['Timestamp.valueOf("2026-01-02 03:04:05").getTime()', "1767323045000"],
];

test.each(lines)("%s", async (entered, answer) => {
  const said = (await shell.enter(entered)).join("\n");
  if (answer === null) expect(said).not.toMatch(/^! /m);
  else expect(said).toContain(answer);
});

test("state is kept by what Scala's guides write", async () => {
  for (const line of [
    "case class Event(user: String, action: String)",
    "case class Count(user: String, n: Long)",
    'val s = MemoryStream("user STRING, action STRING")',
    "val events = s.toDF.as[Event]",
    "def update(user: String, rows: Iterator[Event], state: GroupState[Long]): Count = { val n = state.getOption.getOrElse(0L) + rows.size; state.update(n); Count(user, n) }",
    "val counts = events.groupByKey(_.user).mapGroupsWithState(GroupStateTimeout.NoTimeout)(update)",
    `class Counting extends StatefulProcessor[String, Event, (String, Long)] {
       @transient private var seen: ValueState[Long] = _
       override def init(outputMode: OutputMode, timeMode: TimeMode): Unit = { seen = getHandle.getValueState[Long]("seen", TTLConfig.NONE) }
       override def handleInputRows(key: String, rows: Iterator[Event], timers: TimerValues): Iterator[(String, Long)] = {
         val n = (if (seen.exists()) seen.get() else 0L) + rows.size
         seen.update(n)
         Iterator((key, n))
       }
     }`,
    "val counted = events.groupByKey(_.user).transformWithState(new Counting(), TimeMode.None(), OutputMode.Update())",
    "val flat = events.groupByKey(_.user).flatMapGroupsWithState(OutputMode.Append, GroupStateTimeout.NoTimeout) { case (user, rows, state) => rows.map(r => (user, r.action.toUpperCase)).toList.iterator }",
    'val q1 = counts.writeStream.outputMode("update").format("memory").queryName("one").start()',
    'val q2 = counted.writeStream.outputMode("update").format("memory").queryName("two").start()',
    'val q3 = flat.writeStream.format("memory").queryName("three").start()',
    's.addData(("ann", "click"), ("bo", "view"), ("ann", "view"))',
    "q1.processAllAvailable(); q2.processAllAvailable(); q3.processAllAvailable()",
    's.addData(("ann", "click"))',
    "q1.processAllAvailable(); q2.processAllAvailable(); q3.processAllAvailable()",
  ])
    expect((await shell.enter(line)).join("\n"), line).not.toMatch(/^! /m);
  const rows = async (table: string) =>
    (await shell.enter(`spark.table("${table}").collect().map(_.toString).sorted.mkString`))
      .join()
      .replace(/.* = /, "");
  expect(await rows("one")).toBe("[ann,2][ann,3][bo,1]");
  expect(await rows("two")).toBe("[ann,2][ann,3][bo,1]");
  expect(await rows("three")).toBe("[ann,CLICK][ann,CLICK][ann,VIEW][bo,VIEW]");
  await shell.enter("spark.streams.active.foreach(_.stop())");
});
