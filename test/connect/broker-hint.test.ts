import { expect, it } from "vitest";
import { brokerHint } from "../../src/connect/broker-hint.js";

it("is given where a cluster elsewhere is to read a broker of this machine", () => {
  expect(brokerHint("spark.example", ["localhost:9092"])).toMatch(/localhost:9092 is its own machine/);
  expect(brokerHint("localhost", ["localhost:9092"])).toBeUndefined();
  expect(brokerHint("spark.example", ["kafka.example:9092"])).toBeUndefined();
});

it("is given where the cluster found no broker, though it is reached at this machine", () => {
  const timeout = "org.apache.kafka.common.errors.TimeoutException: Timed out waiting for a node assignment.";
  expect(brokerHint("127.0.0.1", ["127.0.0.1:9092"], timeout)).toMatch(/--listen 0\.0\.0\.0:9092/);
  expect(brokerHint("127.0.0.1", ["127.0.0.1:9092"], "[DIVIDE_BY_ZERO] Division by zero.")).toBeUndefined();
});
