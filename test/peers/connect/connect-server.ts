import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../free-port.js";

const home = resolve(".peers/spark");
const UP_WITHIN_MS = 120_000;

export interface ConnectServer {
  readonly port: number;
  /** `sc://127.0.0.1:PORT` */
  readonly url: string;
  /** Resolves when it listens. */
  readonly up: Promise<void>;
  /** At once, as a crash. */
  kill(): Promise<void>;
}

/**
 * A real Spark Connect server with the Kafka source, on a port of the loopback.
 * @param venv the folder under `.peers/spark` that holds it; @param conf Spark's settings; @param at its port; free by default
 */
export async function startConnectServer(
  venv = "venv",
  conf: Readonly<Record<string, string>> = {},
  at?: number,
): Promise<ConnectServer> {
  const lib = join(home, venv, "lib");
  if (!existsSync(lib)) throw new Error(`no Spark in .peers/spark/${venv}: run scripts/peers.sh spark`);
  const spark = join(lib, readdirSync(lib)[0]!, "site-packages/pyspark");
  const port = at ?? (await freePort());
  const folder = mkdtempSync(join(tmpdir(), "connect-server-"));
  const settings = {
    "spark.connect.grpc.binding.port": String(port),
    "spark.connect.grpc.binding.address": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.sql.warehouse.dir": join(folder, "warehouse"),
    ...conf,
  };
  const jars = existsSync(join(home, "jars")) ? readdirSync(join(home, "jars")) : [];
  const server = spawn(
    join(spark, "bin/spark-submit"),
    [
      ...["--master", "local[2]", "--class", "org.apache.spark.sql.connect.service.SparkConnectServer"],
      ...Object.entries(settings).flatMap(([key, value]) => ["--conf", `${key}=${value}`]),
      ...(venv === "venv" ? ["--jars", jars.map(jar => join(home, "jars", jar)).join(",")] : []),
      ...["--driver-java-options", `-Duser.timezone=UTC -Dderby.system.home=${folder}`, "spark-internal"],
    ],
    {
      cwd: folder,
      env: { ...process.env, SPARK_HOME: spark, SPARK_LOCAL_IP: "127.0.0.1", TZ: "UTC" },
      stdio: "ignore",
    },
  );
  const ended = once(server, "close");
  return {
    port,
    url: `sc://127.0.0.1:${port}`,
    up: untilListening(port),
    async kill() {
      server.kill("SIGKILL");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves once something listens at a port of the loopback. */
export async function untilListening(port: number): Promise<void> {
  const end = Date.now() + UP_WITHIN_MS;
  for (;;) {
    const socket = connect(port, "127.0.0.1");
    const isUp = await new Promise(resolve => {
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
    });
    socket.destroy();
    if (isUp) return;
    if (Date.now() > end) throw new Error(`no Spark Connect server came up at ${port}`);
    await sleep(200);
  }
}
