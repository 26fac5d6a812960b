import org.apache.spark.sql.functions.expr

val staticDf = Seq(("a", 1), ("b", 2)).toDF("type", "code")
val streamingDf = MemoryStream("type STRING, n BIGINT").toDF()
streamingDf.join(staticDf, "type")                          // inner
streamingDf.join(staticDf, Seq("type"), "left_outer")       // left outer

val impressions = MemoryStream("impressionAdId INT, impressionTime TIMESTAMP")
val clicks = MemoryStream("clickAdId INT, clickTime TIMESTAMP")

val impressionsWithWatermark = impressions.toDF.withWatermark("impressionTime", "2 hours")
val clicksWithWatermark = clicks.toDF.withWatermark("clickTime", "3 hours")

val joined = impressionsWithWatermark.join(
  clicksWithWatermark,
  expr("""
    clickAdId = impressionAdId AND
    clickTime >= impressionTime AND
    clickTime <= impressionTime + interval 1 hour
    """)
)

impressionsWithWatermark.join(
  clicksWithWatermark,
  expr("""
    clickAdId = impressionAdId AND
    clickTime >= impressionTime AND
    clickTime <= impressionTime + interval 1 hour
    """),
  joinType = "leftOuter"      // or "inner", "rightOuter", "fullOuter", "leftSemi"
 )

val query = joined.writeStream.format("memory").queryName("joined").start()
impressions.addData((7, Timestamp.valueOf("2026-01-01 10:00:00")))
clicks.addData((7, Timestamp.valueOf("2026-01-01 10:30:00")), (7, Timestamp.valueOf("2026-01-01 11:30:00")))
query.processAllAvailable()
spark.table("joined").count()
//> Long = 1
query.stop()
