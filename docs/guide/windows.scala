import org.apache.spark.sql.functions._

val input = MemoryStream("timestamp TIMESTAMP, word STRING")
val words = input.toDF()

// Words in windows of 10 minutes that begin every 5
val windowedCounts = words
  .withWatermark("timestamp", "10 minutes")
  .groupBy(
    window($"timestamp", "10 minutes", "5 minutes"),
    $"word"
  ).count()

// A window of windows, by either of the two spellings
windowedCounts.groupBy(window(window_time($"window"), "1 hour"), $"word").count()
windowedCounts.groupBy(window($"window", "1 hour"), $"word").count()

val query = windowedCounts.writeStream.outputMode("update").format("memory").queryName("windowed").start()
input.addData((Timestamp.valueOf("2026-01-01 12:02:00"), "cat"), (Timestamp.valueOf("2026-01-01 12:03:00"), "cat"))
query.processAllAvailable()
spark.sql("select window.start, word, count from windowed order by window.start").show()
//> |2026-01-01 11:55:00| cat|    2|
//> |2026-01-01 12:00:00| cat|    2|
query.stop()
