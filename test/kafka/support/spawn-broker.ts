import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { onTestFinished } from "vitest";
import { packageRoot } from "../../../src/util/package-root.js";

let program: Promise<string> | undefined;

export interface BrokerProcess {
  readonly address: string;
  /** SIGKILL, and its end. */
  kill(): Promise<void>;
}

/** Starts a broker in a process of its own; it goes with the test at the latest. */
export async function spawnBroker(listen: string, dataDir: string): Promise<BrokerProcess> {
  program ??= compiled();
  const child: ChildProcess = spawn(process.execPath, [await program, listen, dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const [line] = (await Promise.race([
    once(child.stdout!, "data"),
    exited.then(() => Promise.reject(new Error("the broker's process ended"))),
  ])) as [Buffer];
  return {
    address: line.toString().trim(),
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

async function compiled(): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), "tweet-shell-kafka-"));
  process.once("exit", () => rmSync(dir, { recursive: true, force: true }));
  const outfile = join(dir, "broker-process.mjs");
  await build({
    entryPoints: [join(packageRoot, "test/kafka/support/broker-process.ts")],
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    outfile,
    external: ["@bokuweb/zstd-wasm"],
    banner: {
      js: 'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);',
    },
    logLevel: "error",
  });
  return outfile;
}
