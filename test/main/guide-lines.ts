/** The guide's lines, as they stand there but for the address. */
export function guideLines(
  servers: string,
  options = "",
): Readonly<Record<"TypeScript" | "Scala", string[]>> {
  const load = `.format("kafka").option("kafka.bootstrap.servers", "${servers}").option("subscribe", "twitter")${options}.load()`;
  const start =
    '.writeStream.outputMode("update").format("console").option("truncate", "false").trigger(Trigger.ProcessingTime("5 seconds")).start()';
  return {
    TypeScript: [
      `const kafkaDf = spark.readStream${load}`,
      'const tweets = kafkaDf.select($`key`.cast("STRING"), $`value`.cast("STRING"))',
      `const output = tweets${start}`,
    ],
    Scala: [
      `val kafka_df = spark.readStream${load}`,
      'val kafka_df_string = kafka_df.select($"key".cast("STRING"), $"value".cast("STRING"))',
      "import org.apache.spark.sql.streaming.Trigger",
      `val output = kafka_df_string${start}`,
    ],
  };
}

/** What the shell answers to them. */
export const guideAnswers = {
  TypeScript: [
    "kafkaDf: DataFrame = [key: binary, value: binary ... 5 more fields]",
    "tweets: DataFrame = [key: string, value: string]",
  ],
  Scala: [
    "kafka_df: DataFrame = [key: binary, value: binary ... 5 more fields]",
    "kafka_df_string: DataFrame = [key: string, value: string]",
  ],
} as const;
