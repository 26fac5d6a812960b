import { describe, expect, test } from "vitest";
import { brokerForTest } from "../kafka/support/broker.js";
import { clientsFor, readValues } from "../kafka/support/client.js";
import { kcat } from "./kcat.js";

const lines = [
  "kim\t안녕하세요 🎉",
  "lee\t둘째\\n줄 👩‍👩‍👧",
  "park\t",
  "\tno key",
  `long\t${"긴 글 ".repeat(20_000)}`,
];

test("what kcat -P writes, kcat -C reads back, byte for byte", async () => {
  const { broker } = await brokerForTest();
  const input = `${lines.join("\n")}\n`;
  expect(await kcat(broker.address, ["-t", "twitter", "-P", "-K", "\t"], input)).toMatchObject({ status: 0 });
  const { stdout } = await kcat(broker.address, ["-t", "twitter", "-C", "-e", "-q", "-K", "\t"]);
  expect(stdout.toString("utf8")).toBe(input);
});

test("messages with line breaks and every byte there is", async () => {
  const { broker } = await brokerForTest();
  const all = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
  const message = Buffer.concat([Buffer.from("첫 줄\n둘째 줄\r\n"), all]);
  await kcat(
    broker.address,
    ["-t", "t", "-P", "-D", "<end>"],
    Buffer.concat([message, Buffer.from("<end>")]),
  );
  const { stdout } = await kcat(broker.address, ["-t", "t", "-C", "-e", "-q", "-D", ""]);
  expect(Buffer.compare(stdout, message)).toBe(0);
  const { reader } = clientsFor(broker.address);
  for await (const columns of reader.read([{ topic: "t", partition: 0, from: 0n, to: 1n }]))
    expect(Buffer.compare(columns.data.subarray(columns.valueStart[0], columns.valueEnd[0]), message)).toBe(
      0,
    );
});

test.each(["none", "gzip", "snappy", "lz4", "zstd"])(
  "kcat's %s is read by kcat and by our reader",
  async codec => {
    const { broker } = await brokerForTest();
    const values = Array.from({ length: 2000 }, (_, i) => `${i} ${"텍스트 ".repeat(i % 30)}`);
    await kcat(broker.address, ["-t", "t", "-P", "-z", codec], `${values.join("\n")}\n`);
    const { stdout } = await kcat(broker.address, ["-t", "t", "-C", "-e", "-q"]);
    expect(stdout.toString("utf8")).toBe(`${values.join("\n")}\n`);
    const { reader } = clientsFor(broker.address);
    const range = { topic: "t", partition: 0, from: 0n, to: 2000n };
    expect(await readValues(reader, [range])).toEqual({ "t-0": values });
  },
);

test.each(["gzip", "snappy", "lz4", "zstd"])("our %s is read by kcat", async codec => {
  const { broker } = await brokerForTest();
  const { producer } = clientsFor(broker.address, { "compression.type": codec });
  const values = Array.from({ length: 500 }, (_, i) => `${i} ${"텍스트 ".repeat(50)}`);
  await producer.send(
    "t",
    values.map(value => ({ key: null, value })),
  );
  const { stdout } = await kcat(broker.address, ["-t", "t", "-C", "-e", "-q"]);
  expect(stdout.toString("utf8")).toBe(`${values.join("\n")}\n`);
});

test("an idempotent kcat writes each record once", async () => {
  const { broker } = await brokerForTest();
  const input = Array.from({ length: 5000 }, (_, i) => `${i}\n`).join("");
  const idempotent = ["-X", "enable.idempotence=true", "-X", "linger.ms=1", "-X", "batch.num.messages=100"];
  expect(await kcat(broker.address, ["-t", "t", "-P", ...idempotent], input)).toMatchObject({ status: 0 });
  const { stdout } = await kcat(broker.address, ["-t", "t", "-C", "-e", "-q"]);
  expect(stdout.toString("utf8")).toBe(input);
});

test("-L lists, -Q asks for offsets of a time, -o reads from an offset", async () => {
  const { broker } = await brokerForTest({ numPartitions: 2 });
  const { producer } = clientsFor(broker.address);
  const at = (n: number) => 1_700_000_000_000 + n;
  for (const n of [0, 10, 20])
    await producer.send("t", [{ key: null, value: `v${n}`, timestamp: at(n), partition: 1 }]);
  const listed = JSON.parse((await kcat(broker.address, ["-L", "-J"])).stdout.toString("utf8"));
  expect(listed.topics).toMatchObject([{ topic: "t", partitions: [{ partition: 0 }, { partition: 1 }] }]);
  expect(listed.brokers).toMatchObject([{ name: broker.address }]);
  const asked = await kcat(broker.address, ["-Q", "-t", `t:1:${at(5)}`]);
  expect(asked.stdout.toString("utf8").trim()).toBe("t [1] offset 1");
  const { stdout } = await kcat(broker.address, [
    "-t",
    "t",
    "-p",
    "1",
    "-C",
    "-o",
    "2",
    "-e",
    "-q",
    "-f",
    "%o:%T:%s\n",
  ]);
  expect(stdout.toString("utf8")).toBe(`2:${at(20)}:v20\n`);
});

describe("-G", () => {
  test("reads as a group and goes on from what it committed", async () => {
    const { broker } = await brokerForTest({ numPartitions: 3 });
    const args = ["-G", "readers", "-e", "-q", "-X", "auto.offset.reset=earliest", "t"];
    await kcat(broker.address, ["-t", "t", "-P"], Array.from({ length: 300 }, (_, i) => `${i}\n`).join(""));
    const first = (await kcat(broker.address, args)).stdout.toString("utf8").trim().split("\n");
    expect(first.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, i) => i));
    await kcat(broker.address, ["-t", "t", "-P"], "new\n");
    expect((await kcat(broker.address, args)).stdout.toString("utf8")).toBe("new\n");
  });
});
