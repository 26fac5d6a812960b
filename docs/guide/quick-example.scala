// Words that arrive at a socket, counted. In another terminal: nc -lk PORT
import org.apache.spark.sql.functions._
import org.apache.spark.sql.SparkSession

val spark = SparkSession
  .builder
  .appName("StructuredNetworkWordCount")
  .getOrCreate()

import spark.implicits._

// A DataFrame of the lines that come in
val lines = spark.readStream
  .format("socket")
  .option("host", "localhost")
  .option("port", PORT)
  .load()

// The lines, taken apart into words
val words = lines.as[String].flatMap(_.split(" "))

// How often each was there
val wordCounts = words.groupBy("value").count()

val query = wordCounts.writeStream
  .outputMode("complete")
  .format("memory")
  .queryName("counts")
  .start()
query.awaitTermination(1000)    // at most a second: the prompt is there again
spark.sql("select * from counts order by value").show()
//> | spark|    2|
query.stop()
