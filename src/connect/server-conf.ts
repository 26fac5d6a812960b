import { Conf } from "../util/conf.js";
import type { ConnectSession } from "./session.js";

/** Settings that belong to this shell, whatever the server has. */
const own: readonly string[] = ["spark.app.name", "spark.master"];

/** The session's settings as the server has them. What was read is remembered until a statement may have changed it. */
export class ServerConf extends Conf {
  private readonly known = new Map<string, string | undefined>();

  private constructor(private readonly session: ConnectSession) {
    super();
  }

  /** With what every plan needs asked for already. */
  static async open(session: ConnectSession): Promise<ServerConf> {
    const conf = new ServerConf(session);
    const keys = ["spark.sql.session.timeZone", "spark.sql.ansi.enabled"];
    for (const { key, value } of await session.configLater({ case: "getOption", value: { keys } }))
      conf.known.set(key, value);
    return conf;
  }

  override set(key: string, value: string): void {
    if (!own.includes(key)) this.session.config({ case: "set", value: { pairs: [{ key, value }] } });
    this.known.set(key, value);
    super.set(key, value);
  }

  override unset(key: string): void {
    this.session.config({ case: "unset", value: { keys: [key] } });
    this.known.delete(key);
    super.unset(key);
  }

  override find(key: string): string | undefined {
    if (own.includes(key)) return super.find(key);
    if (!this.known.has(key)) {
      const [pair] = this.session.config({ case: "getOption", value: { keys: [key] } });
      this.known.set(key, pair?.value);
    }
    return this.known.get(key);
  }

  /** After a statement such as SET TIME ZONE. */
  forget(): void {
    this.known.clear();
  }
}
