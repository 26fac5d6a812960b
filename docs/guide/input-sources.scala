import org.apache.spark.sql.types._

val userSchema = new StructType().add("name", "string").add("age", "integer")
val csvDF = spark
  .readStream
  .option("sep", ";")
  .schema(userSchema)      // what the columns of the files are
  .csv("FOLDER/csv")       // the same as format("csv").load("FOLDER/csv")

csvDF.isStreaming    // true for what is read as a stream
//> boolean = true
csvDF.printSchema
//> |-- age: integer (nullable = true)

spark.readStream.format("rate").option("rowsPerSecond", 10).load()
//> [timestamp: timestamp, value: bigint]
