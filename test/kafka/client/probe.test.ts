import { createServer, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { isLoopback } from "../../../src/kafka/client/loopback.js";
import { probeBroker } from "../../../src/kafka/client/probe.js";
import { brokerForTest } from "../support/broker.js";

async function serverThat(does: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on("error", () => {});
    does(socket);
  }).listen(0, "127.0.0.1");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await new Promise(resolve => server.once("listening", resolve));
  return (server.address() as { port: number }).port;
}

test("a Kafka is known by its answer", async () => {
  const { broker } = await brokerForTest();
  const port = Number(broker.address.split(":")[1]);
  expect(await probeBroker("127.0.0.1", port, 2000)).toBe("kafka");
  expect(await probeBroker("localhost", port, 2000)).toBe("kafka");
});

test("a port where nothing listens is closed", async () => {
  const { broker } = await brokerForTest();
  await broker.stop();
  expect(await probeBroker("127.0.0.1", Number(broker.address.split(":")[1]), 2000)).toBe("closed");
});

test.each([
  ["speaks HTTP", (socket: Socket) => void socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")],
  ["closes at once", (socket: Socket) => void socket.destroy()],
  ["says nothing", () => {}],
  [
    "answers with another's answer",
    (socket: Socket) => void socket.write(Buffer.from([0, 0, 0, 4, 1, 2, 3, 4])),
  ],
  ["sends too short a frame", (socket: Socket) => void socket.write(Buffer.from([0, 0, 0, 1, 1]))],
])("what listens and %s is no Kafka", async (_, does) => {
  expect(await probeBroker("127.0.0.1", await serverThat(does), 300)).toBe("not-kafka");
});

test("a name that cannot be found is unreachable", async () => {
  expect(await probeBroker("no-such-host.invalid", 9092, 2000)).toBe("unreachable");
});

test("loopback is this machine alone", () => {
  for (const host of ["localhost", "LOCALHOST", "127.0.0.1", "127.9.9.9", "::1", "[::1]", "kafka.localhost"])
    expect(isLoopback(host), host).toBe(true);
  for (const host of [
    "0.0.0.0",
    "127.0.0.1.example.com",
    "example.com",
    "10.0.0.1",
    "::",
    "localhost.example.com",
  ])
    expect(isLoopback(host), host).toBe(false);
});
