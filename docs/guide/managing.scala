import org.apache.spark.sql.functions._
import org.apache.spark.sql.streaming._

spark.streams.addListener(new StreamingQueryListener() {
    override def onQueryStarted(queryStarted: QueryStartedEvent): Unit = {
        println("Query started: " + queryStarted.name)
    }
    override def onQueryTerminated(queryTerminated: QueryTerminatedEvent): Unit = {
        println("Query terminated")
    }
    override def onQueryProgress(queryProgress: QueryProgressEvent): Unit = {
        println("Query made progress: " + queryProgress.progress.batchId)
    }
})

val input = MemoryStream("id BIGINT, error STRING")
// Figures over each batch, while it goes through
val observed = input.toDF.observe("my_event", count(lit(1)).as("rc"), count($"error").as("erc"))
val query = observed.writeStream.format("noop").queryName("watched").start()
//> Query started: watched
input.addData((1L, "e"), (2L, null))
query.processAllAvailable()

query.id          // the same after a restart from the checkpoint
query.runId       // another one for each start
query.name
//> string = watched
query.explain()   // the plan of the newest micro-batch
query.recentProgress.length
query.lastProgress.observedMetrics.get("my_event")
//> [2,1]
query.status.isTriggerActive
//> boolean = false
query.exception

spark.streams.active.map(_.name)
//> [ 'watched' ]
spark.streams.get(query.id).name
//> string = watched

spark.conf.set("spark.sql.streaming.metricsEnabled", "true")
spark.sql("SET spark.sql.streaming.metricsEnabled=true")

query.stop()
//> Query terminated
