import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packageRoot } from "../../src/util/package-root.js";
import { seeded } from "../seeded.js";
import { openBroker, openSession, type TestBroker, type TestSession } from "../session.js";

/** `KILLS=1000 SEED=7 npx vitest run test/connectors/kills` for more, and others. */
const KILLS = Number(process.env.KILLS ?? 50);
const SEED = Number(process.env.SEED ?? 1);
/** Longest life of a process once its queries run. */
const LONGEST_MS = 300;
/** Beside the build, for it starts the build's workers. */
const program = join(packageRoot, "dist/query-process.mjs");

let broker: TestBroker;
let session: TestSession;
beforeAll(async () => {
  await build({
    entryPoints: [join(packageRoot, "test/connectors/support/query-process.ts")],
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    outfile: program,
    external: ["@bokuweb/zstd-wasm"],
    banner: { js: 'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);' },
    logLevel: "error",
  });
  broker = await openBroker();
  session = openSession();
});
afterAll(async () => {
  await session.close();
  await broker.stop();
  rmSync(program);
});

it(`${KILLS} kills: files have each value once, and the relay loses none`, {
  timeout: 60_000 + KILLS * 5_000,
}, async () => {
  const random = seeded(SEED);
  const folder = mkdtempSync(join(tmpdir(), "kills-"));
  const start = async (...args: string[]) => {
    const child = spawn(process.execPath, [program, broker.address, folder, ...args], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const exited = once(child, "exit");
    await Promise.race([once(child.stdout, "data"), exited]);
    return { child, exited };
  };
  let sent = 0;
  const send = async (count: number) => {
    const values = Array.from({ length: count }, () => `${sent++}`);
    // Each comes twice, which the query to files sees through.
    await broker.send(
      "in",
      [...values, ...values].map(value => ({ key: null, value })),
    );
  };
  for (let kill = 0; kill < KILLS; kill++) {
    await send(20 + random(60));
    const { child, exited } = await start();
    await pause(random(LONGEST_MS));
    child.kill("SIGKILL");
    await exited;
  }
  const { exited } = await start("finish");
  expect(await exited).toEqual([0, null]);

  const all = Array.from({ length: sent }, (_, n) => n);
  const numbers = (values: readonly unknown[]) => values.map(Number).sort((a, b) => a - b);
  const files = await session.spark.read.schema("value STRING").json(join(folder, "out")).collect();
  expect(numbers(files.map(row => row.get(0)))).toEqual(all);
  const relayed = await session.spark.read
    .format("kafka")
    .options({ "kafka.bootstrap.servers": broker.address, subscribe: "out" })
    .load()
    .selectExpr("string(value) AS value")
    .groupBy("value")
    .count()
    .collect();
  expect(numbers(relayed.map(row => row.get(0)))).toEqual(all);
  for (const row of relayed) expect(Number(row.get(1))).toBeGreaterThanOrEqual(2);
});
