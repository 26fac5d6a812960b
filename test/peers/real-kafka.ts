import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { probeBroker } from "../../src/kafka/client/probe.js";
import { packageRoot } from "../../src/util/package-root.js";
import { freePort } from "../free-port.js";

/** A real Kafka 4.1, one node in KRaft mode, on a free port of the loopback. */
export interface RealKafka {
  readonly bootstrap: string;
  stop(): Promise<void>;
  /** Stops it and starts it again on the same port, with the same data. */
  restart(): Promise<void>;
}

const jars = join(packageRoot, ".peers/kafka-4.1.0");
const UP_WITHIN_MS = 60_000;

/** The arguments of `java` that run one of Kafka's classes. */
export function javaCommand(main: string, ...args: string[]): string[] {
  if (!existsSync(jars)) throw new Error(`${jars} is missing: run scripts/peers.sh`);
  const utf8 = ["-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8"];
  return ["-Xmx512m", ...utf8, "-cp", join(jars, "*"), main, ...args];
}

/** Starts it with the jars that `scripts/peers.sh` installed; its data goes when it stops. `settings` are Kafka's own. */
export async function startRealKafka(
  settings: Readonly<Record<string, string>> = {},
  protocol: "PLAINTEXT" | "SASL_PLAINTEXT" | "SSL" = "PLAINTEXT",
): Promise<RealKafka> {
  const dir = mkdtempSync(join(tmpdir(), "real-kafka-"));
  const [port, controllerPort] = [await freePort(), await freePort()];
  const properties = join(dir, "server.properties");
  const all = {
    "process.roles": "broker,controller",
    "node.id": "1",
    listeners: `${protocol}://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    "advertised.listeners": `${protocol}://127.0.0.1:${port}`,
    "listener.security.protocol.map": `CONTROLLER:PLAINTEXT,${protocol}:${protocol}`,
    "inter.broker.listener.name": protocol,
    "controller.listener.names": "CONTROLLER",
    "controller.quorum.voters": `1@127.0.0.1:${controllerPort}`,
    "log.dirs": join(dir, "data"),
    "offsets.topic.replication.factor": "1",
    "offsets.topic.num.partitions": "1",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "transaction.state.log.num.partitions": "1",
    "group.initial.rebalance.delay.ms": "0",
    ...settings,
  };
  writeFileSync(
    properties,
    Object.entries(all)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(""),
  );
  const formatted = ["format", "-t", "MkU3OEVBNTcwNTJENDM2Qg", "-c", properties];
  execFileSync("java", javaCommand("kafka.tools.StorageTool", ...formatted), { stdio: "ignore" });

  const log = join(dir, "kafka.log");
  let server = await up();
  return {
    bootstrap: `127.0.0.1:${port}`,
    stop: async () => {
      await down();
      rmSync(dir, { recursive: true, force: true });
    },
    restart: async () => {
      await down();
      server = await up();
    },
  };

  async function up(): Promise<ChildProcess> {
    const child = spawn("java", javaCommand("kafka.Kafka", properties), {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = createWriteStream(log, { flags: "a" });
    child.stdout!.pipe(output, { end: false });
    child.stderr!.pipe(output, { end: false });
    const deadline = Date.now() + UP_WITHIN_MS;
    // Over TLS it answers nobody who asks in the open.
    const answer = protocol === "SSL" ? "not-kafka" : "kafka";
    while ((await probeBroker("127.0.0.1", port, 1000)) !== answer) {
      if (child.exitCode !== null || Date.now() > deadline)
        throw new Error(`the real Kafka did not start:\n${readFileSync(log, "utf8").slice(-2000)}`);
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    return child;
  }

  async function down(): Promise<void> {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, "exit");
    server.kill("SIGTERM");
    const impatient = setTimeout(() => server.kill("SIGKILL"), 20_000);
    await exited;
    clearTimeout(impatient);
  }
}
