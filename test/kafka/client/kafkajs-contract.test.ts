import { once } from "node:events";
import { createServer } from "node:net";
import Cluster from "kafkajs/src/cluster/index.js";
import RequestQueue from "kafkajs/src/network/requestQueue/index.js";
import { expect, onTestFinished, test, vi } from "vitest";
import { kafkaConfig } from "../../../src/kafka/client/config.js";
import { clusterOptions } from "../../../src/kafka/client/worker/cluster-options.js";
import { Session } from "../../../src/kafka/client/worker/session.js";
import { metadata } from "../../../src/kafka/protocol/apis/metadata.js";
import { brokerForTest } from "../support/broker.js";

test("kafkajs has inside what is used of it", async () => {
  const { broker } = await brokerForTest();
  const cluster = new Cluster(clusterOptions(kafkaConfig({ "bootstrap.servers": broker.address })));
  onTestFinished(() => cluster.disconnect());
  await cluster.connect();
  await cluster.refreshMetadata();
  expect(cluster.getNodeIds()).toEqual(["1"]);
  const node = await cluster.findBroker({ nodeId: 1 });
  expect(await cluster.brokerPool.findConnectedBroker()).toBeDefined();
  expect(node.versions[3]).toEqual({ minVersion: 0, maxVersion: 8 });
  expect(`${node.connectionPool.host}:${node.connectionPool.port}`).toBe(broker.address);
  const [first, second] = [
    await node.connectionPool.getConnection(0),
    await node.connectionPool.getConnection(1),
  ];
  expect(first).not.toBe(second);
});

test("its timers stand still while nothing waits to be sent", async () => {
  const { broker } = await brokerForTest();
  const session = new Session(kafkaConfig({ "bootstrap.servers": broker.address }));
  onTestFinished(() => session.reset());
  const ask = () =>
    session.send(metadata, {
      topics: [],
      allowAutoTopicCreation: false,
      includeClusterAuthorizedOperations: false,
      includeTopicAuthorizedOperations: false,
    });
  await ask();
  const checks = vi.spyOn(RequestQueue.prototype as never, "checkPendingRequests" as never);
  onTestFinished(() => checks.mockRestore());
  await new Promise(resolve => setTimeout(resolve, 200));
  expect(checks).toHaveBeenCalledTimes(0);
  await ask();
  expect(checks).toHaveBeenCalledTimes(1);
});

test("an address that takes connections and says nothing is told after the time for connecting", async () => {
  const silent = createServer(socket => socket.on("error", () => {})).listen(0, "127.0.0.1");
  onTestFinished(() => void silent.close());
  await once(silent, "listening");
  const { port } = silent.address() as { port: number };
  const session = new Session(
    kafkaConfig({ "bootstrap.servers": `127.0.0.1:${port}`, "socket.connection.setup.timeout.ms": "200" }),
  );
  onTestFinished(() => session.reset());
  const asked = session.send(metadata, {
    topics: [],
    allowAutoTopicCreation: false,
    includeClusterAuthorizedOperations: false,
    includeTopicAuthorizedOperations: false,
  });
  await expect(asked).rejects.toThrow(`Kafka at 127.0.0.1:${port} cannot be reached: `);
}, 10_000);
