import org.apache.spark.sql.streaming.Trigger
import scala.concurrent.duration._

val df = spark.readStream.format("rate").load()

// As soon as it can
df.writeStream.format("console")

// Every two seconds
df.writeStream.format("console").trigger(Trigger.ProcessingTime("2 seconds"))
df.writeStream.format("console").trigger(Trigger.ProcessingTime(2.seconds))

// What is there, in several batches, then no more
df.writeStream.format("console").trigger(Trigger.AvailableNow())

// In one batch (deprecated)
df.writeStream.format("console").trigger(Trigger.Once())

// Continuously, with a checkpoint each second
df.writeStream.format("console").trigger(Trigger.Continuous("1 second"))
//> DataStreamWriter
