import org.apache.spark.sql.streaming._

case class Event(user: String, action: String)
case class Visits(user: String, n: Long)

val input = MemoryStream("user STRING, action STRING")
val events = input.toDF.as[Event]

def update(user: String, rows: Iterator[Event], state: GroupState[Long]): Visits = {
  val n = state.getOption.getOrElse(0L) + rows.size
  state.update(n)
  Visits(user, n)
}
val visits = events.groupByKey(_.user).mapGroupsWithState(GroupStateTimeout.NoTimeout)(update)

class Counting extends StatefulProcessor[String, Event, (String, Long)] {
  @transient private var seen: ValueState[Long] = _
  override def init(outputMode: OutputMode, timeMode: TimeMode): Unit = {
    seen = getHandle.getValueState[Long]("seen", TTLConfig.NONE)
  }
  override def handleInputRows(key: String, rows: Iterator[Event], timers: TimerValues): Iterator[(String, Long)] = {
    val n = (if (seen.exists()) seen.get() else 0L) + rows.size
    seen.update(n)
    Iterator((key, n))
  }
}
val counted = events.groupByKey(_.user).transformWithState(new Counting(), TimeMode.None(), OutputMode.Update())

val q1 = visits.writeStream.outputMode("update").format("memory").queryName("visits").start()
val q2 = counted.writeStream.outputMode("update").format("memory").queryName("counted").start()
input.addData(("ann", "click"), ("ann", "view"), ("bo", "view"))
q1.processAllAvailable()
q2.processAllAvailable()
spark.sql("select * from visits order by user").show()
//> | ann|  2|
spark.sql("select * from counted order by _1").show()
//> |ann|  2|
q1.stop()
q2.stop()
