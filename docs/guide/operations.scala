import java.sql.Timestamp
import org.apache.spark.sql.expressions.scalalang.typed

case class DeviceData(device: String, deviceType: String, signal: Double, time: Timestamp)

val source = MemoryStream("device STRING, deviceType STRING, signal DOUBLE, time TIMESTAMP")
val df: DataFrame = source.toDF()
val ds: Dataset[DeviceData] = df.as[DeviceData]

// The devices whose signal is above 10
df.select("device").where("signal > 10")      // untyped
//> [device: string]
ds.filter(_.signal > 10).map(_.device)         // typed
//> [value: string]

// How many updates each type of device had
df.groupBy("deviceType").count()               // untyped
//> [deviceType: string, count: bigint]

// The average signal of each type of device
ds.groupByKey(_.deviceType).agg(typed.avg(_.signal))    // typed
//> [key: string, TypedAverage: double]

df.createOrReplaceTempView("updates")
spark.sql("select count(*) from updates")      // another streaming DataFrame
//> [count(1): bigint]
df.isStreaming
//> boolean = true
