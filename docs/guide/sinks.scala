import org.apache.spark.sql.functions._

val input = MemoryStream("device STRING, signal DOUBLE")
val streamingDF = input.toDF()
input.addData(("tv", 9.5), ("phone", 12.5))

// A table in memory, asked while the query runs
val aggDF = streamingDF.groupBy("device").count()
val q1 = aggDF
  .writeStream
  .queryName("aggregates")    // the name of the table
  .outputMode("complete")
  .format("memory")
  .start()
q1.processAllAvailable()
spark.sql("select * from aggregates order by device").show()
//> | phone|    1|

// Files, of a select list that the condition goes beyond
val q2 = streamingDF.select("device").where("signal > 10")
  .writeStream
  .format("parquet")
  .option("checkpointLocation", "FOLDER/checkpoint")
  .option("path", "FOLDER/out")
  .start()
q2.processAllAvailable()
spark.read.parquet("FOLDER/out").show()
//> | phone|

val q3 = streamingDF.writeStream.foreachBatch { (batchDF: DataFrame, batchId: Long) =>
  batchDF.persist()
  batchDF.write.format("json").mode("overwrite").save("FOLDER/one")    // location 1
  batchDF.write.format("csv").mode("overwrite").save("FOLDER/two")     // location 2
  batchDF.unpersist()
}.start()
q3.processAllAvailable()
spark.read.schema("device STRING, signal DOUBLE").json("FOLDER/one").count()
//> Long = 2

case class Device(device: String, signal: Double)
val q4 = streamingDF.as[Device].writeStream.foreach(
  new ForeachWriter[Device] {

    def open(partitionId: Long, version: Long): Boolean = {
      // open a connection
      true
    }

    def process(record: Device): Unit = {
      // write the record to it
      println("wrote " + record.device)
    }

    def close(errorOrNull: Throwable): Unit = {
      // close it
    }
  }
).start()
q4.processAllAvailable()
//> wrote phone

// A table, written and read as a stream
val q5 = streamingDF.writeStream
  .option("checkpointLocation", "FOLDER/checkpoint5")
  .option("path", "FOLDER/table")
  .toTable("myTable")
q5.processAllAvailable()
spark.read.table("myTable").count()
//> Long = 2
spark.readStream.table("myTable").select("device").isStreaming
//> boolean = true
spark.streams.active.foreach(_.stop())
