import type { RequestOf } from "../../protocol/api.js";
import { describeConfigs } from "../../protocol/apis/describe-configs.js";
import { ErrorCode } from "../../protocol/errors.js";
import { handler, type RequestContext } from "../handler.js";

type Resource = RequestOf<typeof describeConfigs>["resources"][number];

const TOPIC = 2;
const BROKER = 4;
const DEFAULT_CONFIG = 5;

/** DescribeConfigs 1–3: the few settings that mean something here, all read-only. */
export const handleDescribeConfigs = handler(describeConfigs, ({ resources }, context) => ({
  throttleTimeMs: 0,
  results: resources.map(resource => describe(resource, context)),
}));

function describe({ resourceType, resourceName, configurationKeys }: Resource, { state }: RequestContext) {
  const { config, topics } = state;
  const settings: Readonly<Record<string, string>> | undefined = {
    [TOPIC]: {
      "cleanup.policy": "delete",
      "compression.type": "producer",
      "max.message.bytes": String(config.messageMaxBytes),
      "message.timestamp.type": "CreateTime",
      "retention.bytes": "-1",
      "retention.ms": "-1",
      "segment.bytes": String(config.segmentBytes),
    },
    [BROKER]: {
      "auto.create.topics.enable": String(config.autoCreateTopics),
      "log.segment.bytes": String(config.segmentBytes),
      "message.max.bytes": String(config.messageMaxBytes),
      "num.partitions": String(config.numPartitions),
    },
  }[resourceType];
  const errorCode =
    settings === undefined
      ? ErrorCode.INVALID_REQUEST
      : resourceType === TOPIC && !topics.get(resourceName)
        ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION
        : ErrorCode.NONE;
  return {
    errorCode,
    errorMessage: null,
    resourceType,
    resourceName,
    configs: Object.entries(errorCode === ErrorCode.NONE ? settings! : {})
      .filter(([name]) => configurationKeys === null || configurationKeys.includes(name))
      .map(([name, value]) => ({
        name,
        value,
        readOnly: true,
        configSource: DEFAULT_CONFIG,
        isSensitive: false,
        synonyms: [],
        configType: 0,
        documentation: null,
      })),
  };
}
