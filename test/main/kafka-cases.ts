/** A program for spark-shell and for ours, over messages that are in Kafka before it runs. */
export interface KafkaCase {
  readonly name: string;
  readonly messages: readonly Message[];
  /** Lines as typed; `@SERVERS@` and `@TOPIC@` are filled in. */
  readonly lines: readonly string[];
}

export interface Message {
  readonly key: string | null;
  readonly value: string | null;
  readonly partition?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

const tweets: readonly Message[] = [
  { key: "soyou_fan", value: "소유 신곡 나왔다!! 🎉 #soyou #kpop" },
  { key: "kpop_daily", value: "line one\nline two\ttab" },
  { key: null, value: "a tweet without a key" },
  { key: "empty", value: "" },
  { key: "gone", value: null },
  { key: "late_one", value: "日本語 カタカナ ﾊﾝｶｸ é é 👩‍👩‍👧" },
  { key: "bell", value: 'quote " and \\ and \u0007 bell, \u000b, \r\n' },
  { key: "long", value: `a long one ${"가나다라 abc 🎉 ".repeat(12)}` },
];

const numbers: readonly Message[] = Array.from({ length: 25 }, (_, i) => ({
  key: `k${i % 3}`,
  value: String(i - 5),
}));

const read = (options = "") =>
  `val kafka_df = spark.readStream.format("kafka").option("kafka.bootstrap.servers", "@SERVERS@").option("subscribe", "@TOPIC@").option("startingOffsets", "earliest")${options}.load()`;
const strings = 'val kafka_df_string = kafka_df.select($"key".cast("STRING"), $"value".cast("STRING"))';
const show = (df: string, options = "", mode = "update") =>
  `${df}.writeStream.outputMode("${mode}").format("console")${options}.trigger(Trigger.AvailableNow()).start().awaitTermination()`;
const whole = '.option("truncate", "false")';

/** Batches are cut by `maxOffsetsPerTrigger`, so that they are the same at every run. */
export const kafkaCases: readonly KafkaCase[] = [
  { name: "guide", messages: tweets, lines: [read(), strings, show("kafka_df_string", whole)] },
  {
    name: "guide in batches of two",
    messages: tweets,
    lines: [read('.option("maxOffsetsPerTrigger", 2)'), strings, show("kafka_df_string", whole)],
  },
  { name: "cut cells", messages: tweets, lines: [read(), strings, show("kafka_df_string", "", "append")] },
  { name: "more rows than shown", messages: numbers, lines: [read(), strings, show("kafka_df_string")] },
  {
    name: "three rows shown",
    messages: numbers,
    lines: [read(), strings, show("kafka_df_string", '.option("numRows", 3)')],
  },
  {
    name: "raw columns",
    messages: tweets.slice(0, 5),
    lines: [read(), show('kafka_df.select("key", "value", "partition", "offset", "timestampType")', whole)],
  },
  {
    name: "schema",
    messages: [],
    lines: [read(), "kafka_df.printSchema()", "println(kafka_df)", "println(kafka_df.schema)"],
  },
  {
    name: "headers",
    messages: [
      { key: "a", value: "1", headers: { lang: "ko", via: "웹" } },
      { key: "b", value: "2" },
    ],
    lines: [
      read('.option("includeHeaders", "true")'),
      show('kafka_df.select($"key".cast("STRING"), $"headers")', whole),
      "kafka_df.printSchema()",
    ],
  },
  { name: "no message", messages: [], lines: [read(), strings, show("kafka_df_string", whole)] },
  {
    name: "filter on text",
    messages: numbers,
    lines: [read(), strings, show('kafka_df_string.filter($"key" === "k1" && $"value" =!= "11")', whole)],
  },
  {
    name: "filter on numbers",
    messages: numbers,
    lines: [
      read('.option("maxOffsetsPerTrigger", 10)'),
      'val n = kafka_df.select($"value".cast("STRING").cast("BIGINT").as("n"), $"offset")',
      show('n.filter($"n" > 3 && $"n" <= 12 || $"offset" === 0)', whole),
    ],
  },
  {
    name: "no row passes",
    messages: numbers,
    lines: [read(), strings, show('kafka_df_string.where($"value".isNull)', whole)],
  },
  {
    name: "computed columns",
    messages: numbers.slice(0, 8),
    lines: [
      read(),
      'val n = kafka_df.select($"value".cast("STRING").cast("INT").as("n"))',
      show(
        'n.select($"n", $"n" + 1, $"n" * 2.5, $"n" / 4, $"n" % 3, $"n".cast("DOUBLE"), $"n" > 0, !($"n" > 0), $"n".isNull, $"n".cast("STRING"), $"n".cast("BOOLEAN"))',
        whole,
      ),
    ],
  },
  {
    name: "with and without columns",
    messages: tweets.slice(0, 2),
    lines: [
      read(),
      strings,
      show(
        'kafka_df_string.withColumn("LOUD", upper($"value")).withColumn("value", length($"value")).drop("key")',
        whole,
      ),
    ],
  },
  {
    name: "offsets by partition",
    messages: numbers,
    lines: [
      read().replace('"earliest"', '"""{"@TOPIC@":{"0":20}}"""'),
      strings,
      show("kafka_df_string", whole),
    ],
  },
  {
    name: "a batch read",
    messages: tweets,
    lines: [
      'val table = spark.read.format("kafka").option("kafka.bootstrap.servers", "@SERVERS@").option("subscribe", "@TOPIC@").load()',
      'table.select($"key".cast("STRING"), $"value".cast("STRING")).show()',
      'table.select($"key".cast("STRING"), $"value".cast("STRING")).show(3, false)',
      'table.select($"offset", length($"value".cast("STRING"))).show(2, 20, true)',
      "println(table.count())",
      'table.limit(2).select("offset").show()',
    ],
  },
  {
    name: "a batch read between offsets",
    messages: numbers,
    lines: [
      'val table = spark.read.format("kafka").option("kafka.bootstrap.servers", "@SERVERS@").option("subscribe", "@TOPIC@").option("startingOffsets", """{"@TOPIC@":{"0":3}}""").option("endingOffsets", """{"@TOPIC@":{"0":7}}""").load()',
      'table.select($"value".cast("STRING"), $"offset").show()',
    ],
  },
];
