import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, it } from "vitest";
import { parseAddress } from "../../../src/connect/address.js";
import { openClient } from "../../../src/connect/rpc/client.js";
import { startConnectServer } from "./connect-server.js";
import { openRemoteSession } from "./remote-session.js";
import { sharedServer } from "./shared-server.js";
import { TcpProxy } from "./tcp-proxy.js";

let url: string;
beforeAll(async () => {
  url = await sharedServer();
});
const portOf = (address: string) => Number(address.split(":").at(-1));

it("goes on where the connection was cut: each row once, each batch in order", async () => {
  const proxy = await TcpProxy.to(portOf(url));
  const session = await openRemoteSession(`sc://127.0.0.1:${proxy.port}`);
  const query = session.spark.readStream
    .format("rate-micro-batch")
    .option("rowsPerBatch", 1)
    .load()
    .writeStream.format("console")
    .start();
  let count = 0;
  let sum = 0n;
  for await (const row of session.spark.range(0, 2_000_000, 1, 40).toLocalIterator()) {
    sum += row.get(0) as bigint;
    if (++count === 10_000) {
      proxy.cut();
      setTimeout(() => proxy.restore(), 4000);
    }
  }
  expect([count, sum]).toEqual([2_000_000, 1_999_999_000_000n]);
  const before = query.lastProgress?.batchId ?? -1;
  while ((query.lastProgress?.batchId ?? -1) < before + 3) await query.awaitTermination(100);
  await query.stop();
  expect(session.batches.map(({ batchId }) => batchId)).toEqual(session.batches.map((_, i) => i));
  expect(session.notices).toEqual([
    `spark: the connection to 127.0.0.1:${proxy.port} broke; trying again`,
    `spark: the connection to 127.0.0.1:${proxy.port} is there again`,
  ]);
  await session.backend.close();
  await proxy.close();
});

it("says when its session has ended on the server", async () => {
  const id = randomUUID();
  const session = await openRemoteSession(`${url}/;session_id=${id};user_id=kim`);
  const address = parseAddress(`${url}/;user_id=kim`);
  await openClient(address, undefined).releaseSession({ sessionId: id, userContext: { userId: "kim" } });
  await expect(session.spark.range(1).collect()).rejects.toThrow(
    /^The session at 127.0.0.1:\d+ has ended \(INVALID_HANDLE.SESSION_CLOSED\): its views and queries are gone. :connect URL opens another.$/,
  );
  await session.backend.close();
});

it("says when a message is larger than the limit", async () => {
  const session = await openRemoteSession(url);
  const text = "x".repeat(1 << 20);
  const rows = Array.from({ length: 140 }, () => [text]);
  const frame = () => session.spark.createDataFrame(rows, "t STRING").count();
  await expect((async () => frame())()).rejects.toThrow(/larger than the limit of 128 MB/);
  expect(await session.spark.range(2).count()).toBe(2n);
  await session.backend.close();
});

it("leaves no query on the server when it ends", async () => {
  const sessionId = randomUUID();
  const session = await openRemoteSession(`${url}/;session_id=${sessionId};user_id=kim`);
  const active = async () => {
    const client = openClient(parseAddress(`${url}/;user_id=kim`), undefined);
    const command = {
      case: "streamingQueryManagerCommand",
      value: { command: { case: "active", value: true } },
    };
    const plan = { opType: { case: "command", value: { commandType: command } } };
    const names: unknown[] = [];
    for await (const { responseType } of client.executePlan({
      ...{ sessionId, userContext: { userId: "kim" }, operationId: randomUUID() },
      plan: plan as never,
    }))
      if (
        responseType.case === "streamingQueryManagerCommandResult" &&
        responseType.value.resultType.case === "active"
      )
        names.push(...responseType.value.resultType.value.activeQueries.map(({ name }) => name));
    return names;
  };
  session.spark.readStream.format("rate").load().writeStream.format("noop").queryName("left").start();
  expect(await active()).toEqual(["left"]);
  await session.backend.close();
  expect(await active()).toEqual([]);
});

it("tells in one line that the server was killed during a batch", { timeout: 240_000 }, async () => {
  const server = await startConnectServer();
  await server.up;
  const session = await openRemoteSession(server.url, 3000);
  const query = session.spark.readStream.format("rate").load().writeStream.format("console").start();
  while (session.batches.length === 0) await sleep(100);
  await server.kill();
  await expect(query.awaitTermination()).rejects.toThrow(
    /^Spark at 127.0.0.1:\d+ does not answer \(.*\)\. Is the Connect server running\?/,
  );
  expect(session.backend.queries()[0]).toMatchObject({
    state: "failed",
    error: expect.stringContaining("does not answer"),
  });
  expect(session.notices).toEqual([`spark: the connection to 127.0.0.1:${server.port} broke; trying again`]);
  await session.backend.close();
});
