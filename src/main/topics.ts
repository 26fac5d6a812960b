import type { TopicsControl } from "../contracts/topics-control.js";
import { UserError } from "../util/errors.js";
import { parseAddress } from "./embedded-broker.js";

const patienceMs = 2000;

/** The topics of a Kafka that runs; one is not started for it. */
export const topicsControl: TopicsControl = {
  async list(servers) {
    const { topicSizes } = await import("../kafka/client/admin.js");
    return topicSizes(await configOf(servers));
  },
  async create(servers, name, partitions) {
    const { createTopic } = await import("../kafka/client/admin.js");
    return createTopic(await configOf(servers), { topic: name, partitions });
  },
};

async function configOf(servers: string) {
  const { host, port } = parseAddress(servers);
  const { probeBroker } = await import("../kafka/client/probe.js");
  if ((await probeBroker(host, port, patienceMs)) !== "kafka")
    throw new UserError(
      `no Kafka at ${servers}: :producer or a query starts the embedded one, :topics HOST:PORT asks another`,
    );
  const { kafkaConfig } = await import("../kafka/client/config.js");
  return kafkaConfig({ "bootstrap.servers": servers });
}
