import type { SparkSession } from "./spark-session.js";

/** What `remote` leaves to be done. */
interface RemoteSessionBuilder {
  getOrCreate(): Promise<SparkSession>;
  create(): Promise<SparkSession>;
}

/** `SparkSession.builder`, as programs begin: here the session is there already, and is given these settings. */
export class SessionBuilder {
  private readonly settings = new Map<string, string>();

  /** @internal */
  constructor(
    private readonly session: () => SparkSession,
    private readonly connect: (url: string) => Promise<SparkSession>,
  ) {}

  appName(name: string): this {
    return this.config("spark.app.name", name);
  }

  master(master: string): this {
    return this.config("spark.master", master);
  }

  config(key: string, value: string | number | boolean): this {
    this.settings.set(key, String(value));
    return this;
  }

  /** A session on a Spark Connect server, `sc://HOST:PORT`, which is opened by `await … .getOrCreate()`. */
  remote(url: string): RemoteSessionBuilder {
    const open = async () => {
      const session = await this.connect(url);
      for (const [key, value] of this.settings) session.conf.set(key, value);
      return session;
    };
    return { getOrCreate: open, create: open };
  }

  /** Accepted for the sake of guides. */
  enableHiveSupport(): this {
    return this;
  }

  getOrCreate(): SparkSession {
    const session = this.session();
    for (const [key, value] of this.settings) session.conf.set(key, value);
    return session;
  }
}
