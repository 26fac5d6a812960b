import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startBrokerThread } from "../../../src/kafka/broker/broker-thread.js";
import { createTopic, listTopics } from "../../../src/kafka/client/admin.js";
import { kafkaConfig } from "../../../src/kafka/client/config.js";
import { openProducer } from "../../../src/kafka/client/producer.js";
import { openReader } from "../../../src/kafka/client/reader.js";

test("smoke", async () => {
  const broker = await startBrokerThread({
    listen: "127.0.0.1:0",
    dataDir: mkdtempSync(join(tmpdir(), "k-")),
  });
  const config = kafkaConfig({ "bootstrap.servers": broker.address });
  expect(await createTopic(config, { topic: "t", partitions: 2 })).toBe(true);
  expect(await createTopic(config, { topic: "t", partitions: 2 })).toBe(false);
  expect(await listTopics(config)).toEqual(["t"]);
  const producer = openProducer(config);
  const reader = openReader(config);
  const tps = await reader.partitions({ kind: "subscribe", topics: ["t", "nope"] });
  expect(tps.length).toBe(2);
  let advanced = 0;
  reader.follow(
    tps.map(tp => ({ ...tp, from: 0n })),
    () => advanced++,
  );
  await producer.send("t", [
    { key: "a", value: "안녕", partition: 0 },
    { key: null, value: null, partition: 1 },
  ]);
  for (
    let i = 0;
    i < 100 && !(reader.highWatermark(tps[0]!) === 1n && reader.highWatermark(tps[1]!) === 1n);
    i++
  )
    await new Promise(r => setTimeout(r, 10));
  console.log(advanced, await reader.offsets(tps, "latest"));
  for await (const c of reader.read(tps.map(tp => ({ ...tp, from: 0n, to: 1n }))))
    console.log(
      c.topic,
      c.partition,
      c.count,
      Buffer.from(c.data.subarray(c.valueStart[0], c.valueEnd[0])).toString(),
      c.offsets,
      c.timestamps,
    );
  const lat: number[] = [];
  for (let i = 1; i < 20; i++) {
    const t = performance.now();
    const adv = new Promise<void>(r =>
      reader.follow(
        tps.map(tp => ({ ...tp, from: reader.highWatermark(tp)! })),
        r,
      ),
    );
    await producer.send("t", [{ key: "a", value: "x", partition: 0 }]);
    const t2 = performance.now();
    await adv;
    lat.push(Math.round((performance.now() - t) * 10) / 10, Math.round((performance.now() - t2) * 10) / 10);
  }
  console.log(lat.join(" "));
  await producer.close();
  await reader.close();
  await broker.stop();
});
