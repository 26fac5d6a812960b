import { expect, onTestFinished, test } from "vitest";
import { startBrokerThread } from "../../../src/kafka/broker/broker-thread.js";
import { UserError } from "../../../src/util/errors.js";
import { kafkaFor, produce } from "../support/broker.js";
import { temporaryDirectory } from "../support/temporary.js";

test("the broker in its thread serves, counts, stops, and starts again with what it had", async () => {
  const dataDir = temporaryDirectory();
  const broker = await startBrokerThread({ listen: "127.0.0.1:0", dataDir });
  await produce(kafkaFor(broker.address), "t", [{ value: "a" }, { value: "b" }]);
  expect(await broker.counters()).toMatchObject({ topics: 1, messages: 2, produced: 2 });
  await broker.stop();
  const again = await startBrokerThread({ listen: broker.address, dataDir });
  onTestFinished(() => again.stop());
  expect(await again.counters()).toMatchObject({ topics: 1, messages: 2, produced: 0 });
});

test("what it cannot do is a UserError here too", async () => {
  const broker = await startBrokerThread({ listen: "127.0.0.1:0", dataDir: temporaryDirectory() });
  onTestFinished(() => broker.stop());
  const taken = startBrokerThread({ listen: broker.address, dataDir: temporaryDirectory() });
  await expect(taken).rejects.toThrow(UserError);
  await expect(taken).rejects.toThrow(/something else listens there/);
});
