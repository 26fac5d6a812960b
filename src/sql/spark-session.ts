import { DataFrameReader, DataStreamReader } from "./reader.js";
import { RuntimeConfig } from "./runtime-config.js";
import type { SessionState } from "./session-state.js";
import { StreamingQueryManager } from "./streaming-query-manager.js";

/** The Spark whose results and messages are followed. */
const SPARK_VERSION = "4.1.1";

/** The way in: `spark` at the prompt (Spark's `SparkSession`). */
export class SparkSession {
  /** The Spark version whose semantics hold here. */
  readonly version = SPARK_VERSION;
  readonly conf: RuntimeConfig;
  readonly streams: StreamingQueryManager;
  readonly sparkContext: SparkContext;

  /** @internal */
  constructor(private readonly state: SessionState) {
    this.conf = new RuntimeConfig(state.conf);
    this.streams = new StreamingQueryManager(state);
    this.sparkContext = new SparkContext(state);
  }

  /** Reads a bounded table. */
  get read(): DataFrameReader {
    return new DataFrameReader(this.state);
  }

  /** Reads a stream. */
  get readStream(): DataStreamReader {
    return new DataStreamReader(this.state);
  }

  /** Stops every query. */
  stop(): Promise<void> {
    return this.state.backend.close();
  }

  toString(): string {
    return `SparkSession (${this.sparkContext.master}, Spark ${this.version} semantics)`;
  }
}

/** What guides use of `sc`. */
export class SparkContext {
  readonly version = SPARK_VERSION;

  /** @internal */
  constructor(private readonly state: SessionState) {}

  get appName(): string {
    return this.state.conf.get("spark.app.name");
  }

  get master(): string {
    return this.state.conf.get("spark.master");
  }

  /** Accepted and without effect: there is no log to silence. */
  setLogLevel(_level: string): void {}

  toString(): string {
    return `SparkContext (${this.master})`;
  }
}
