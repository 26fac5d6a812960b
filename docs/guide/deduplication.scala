val input = MemoryStream("guid STRING, eventTime TIMESTAMP")
val streamingDf = input.toDF()

// Without a watermark, by guid
streamingDf.dropDuplicates("guid")

// With one, by guid and event time
streamingDf
  .withWatermark("eventTime", "10 seconds")
  .dropDuplicates("guid", "eventTime")

// Within the watermark's delay, by guid
val once = streamingDf
  .withWatermark("eventTime", "10 hours")
  .dropDuplicatesWithinWatermark("guid")

val query = once.writeStream.format("memory").queryName("once").start()
input.addData(("a", Timestamp.valueOf("2026-01-01 10:00:00")), ("a", Timestamp.valueOf("2026-01-01 10:01:00")), ("b", Timestamp.valueOf("2026-01-01 10:02:00")))
query.processAllAvailable()
spark.table("once").count()
//> Long = 2
query.stop()
