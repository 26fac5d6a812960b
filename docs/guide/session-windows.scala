import org.apache.spark.sql.functions._

val events = MemoryStream("timestamp TIMESTAMP, userId STRING").toDF()

val sessionWindow = session_window($"timestamp", when($"userId" === "user1", "5 seconds")
  .when($"userId" === "user2", "20 seconds")
  .otherwise("5 minutes"))

val sessionizedCounts = events
  .withWatermark("timestamp", "10 minutes")
  .groupBy(
    Column(sessionWindow),
    $"userId")
  .count()
//> [session_window: struct<start:timestamp,end:timestamp>, userId: string
