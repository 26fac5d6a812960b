import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { brokerForTest, kafkaFor, produce } from "../support/broker.js";

async function say(address: string, ...messages: Uint8Array[]): Promise<Buffer> {
  const [host, port] = address.split(":");
  const socket = connect(Number(port), host);
  const got: Buffer[] = [];
  socket.on("data", chunk => got.push(chunk));
  socket.on("error", () => {});
  for (const message of messages) socket.write(message);
  await once(socket, "close");
  return Buffer.concat(got);
}

function request(apiKey: number, version: number, body: Uint8Array): Buffer {
  const header = Buffer.alloc(14);
  header.writeInt32BE(10 + body.length, 0);
  header.writeInt16BE(apiKey, 4);
  header.writeInt16BE(version, 6);
  header.writeInt32BE(77, 8);
  header.writeInt16BE(-1, 12);
  return Buffer.concat([header, body]);
}

test("what is no Kafka request ends its own connection, and no other", async () => {
  const { broker } = await brokerForTest();
  const hostile = [
    Buffer.from("GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
    Buffer.from([0x7f, 0xff, 0xff, 0xff]),
    Buffer.from([0xff, 0xff, 0xff, 0xff]),
    Buffer.from([0, 0, 0, 2, 0, 3]),
    request(3, 99, Buffer.alloc(0)),
    request(999, 0, Buffer.alloc(0)),
    // Metadata with 2^31-1 topics, Produce with a topic name of 32767 bytes, a Fetch cut off
    request(3, 1, Buffer.from([0x7f, 0xff, 0xff, 0xff])),
    request(0, 3, Buffer.from([0xff, 0xff, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0x7f, 0xff])),
    request(1, 11, Buffer.alloc(7)),
  ];
  for (const bytes of hostile) expect((await say(broker.address, bytes)).length).toBe(0);
  await produce(kafkaFor(broker.address), "t", [{ value: "still there" }]);
  expect(broker.counters().messages).toBe(1);
});

test("random bytes behind a right header never get further than an answer or an end", async () => {
  const { broker } = await brokerForTest();
  let random = 99;
  const byte = () => {
    random = (Math.imul(random, 1103515245) + 12345) >>> 0;
    return (random >>> 16) & 0xff;
  };
  for (let key = 0; key <= 42; key++) {
    const body = Buffer.from(Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? byte() : 0)));
    // An end of the client's own, in case the broker has answered and waits for more.
    await say(broker.address, request(key, 2, body), Buffer.from([0xff, 0xff, 0xff, 0xff]));
  }
  await produce(kafkaFor(broker.address), "t", [{ value: "still there" }]);
});

test("ApiVersions of a version yet to come is answered in the oldest form, so that the client can try again", async () => {
  const { broker } = await brokerForTest();
  const answer = await say(
    broker.address,
    request(18, 77, Buffer.from([0])),
    Buffer.from([0xff, 0xff, 0xff, 0xff]),
  );
  expect(answer.readInt32BE(4)).toBe(77);
  expect(answer.readInt16BE(8)).toBe(35);
  expect(answer.readInt32BE(10)).toBeGreaterThan(10);
});
