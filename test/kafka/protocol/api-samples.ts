const bytes = (text: string) => Buffer.from(text);
const throttleTimeMs = 3;
const groupId = "그룹";
const memberId = "member-1";
const groupInstanceId = "instance-1";
const topicPartitions = <P>(...partitions: P[]) => [
  { name: "twitter", partitions },
  { name: "empty", partitions: [] },
];

/** A request and a response of each API as of its newest version, no field at its default. */
export const samples: Readonly<Record<string, { readonly request: unknown; readonly response: unknown }>> = {
  Produce: {
    request: {
      transactionalId: "t",
      acks: -1,
      timeoutMs: 1000,
      topics: topicPartitions({ partition: 1, records: bytes("records") }, { partition: 2, records: null }),
    },
    response: {
      topics: topicPartitions({
        partition: 1,
        errorCode: 2,
        baseOffset: 2n ** 62n,
        logAppendTimeMs: 5n,
        logStartOffset: 6n,
        recordErrors: [{ batchIndex: 0, message: "bad" }],
        errorMessage: "why",
      }),
      throttleTimeMs,
    },
  },
  Fetch: {
    request: {
      replicaId: -1,
      maxWaitMs: 500,
      minBytes: 1,
      maxBytes: 1000,
      isolationLevel: 1,
      sessionId: 9,
      sessionEpoch: 8,
      topics: topicPartitions({
        partition: 1,
        currentLeaderEpoch: 4,
        fetchOffset: 2n ** 53n + 1n,
        logStartOffset: 1n,
        maxBytes: 100,
      }),
      forgottenTopics: [{ name: "gone", partitions: [1, 2] }],
      rackId: "rack",
    },
    response: {
      throttleTimeMs,
      errorCode: 70,
      sessionId: 9,
      topics: topicPartitions({
        partition: 1,
        errorCode: 1,
        highWatermark: 10n,
        lastStableOffset: 9n,
        logStartOffset: 1n,
        abortedTransactions: [{ producerId: 7n, firstOffset: 3n }],
        preferredReadReplica: 2,
        records: bytes("records"),
      }),
    },
  },
  ListOffsets: {
    request: {
      replicaId: -1,
      isolationLevel: 1,
      topics: topicPartitions({ partition: 1, currentLeaderEpoch: 3, timestamp: -2n }),
    },
    response: {
      throttleTimeMs,
      topics: topicPartitions({ partition: 1, errorCode: 0, timestamp: 5n, offset: 6n, leaderEpoch: 1 }),
    },
  },
  Metadata: {
    request: {
      topics: ["twitter", "다른"],
      allowAutoTopicCreation: false,
      includeClusterAuthorizedOperations: true,
      includeTopicAuthorizedOperations: true,
    },
    response: {
      throttleTimeMs,
      brokers: [{ nodeId: 1, host: "127.0.0.1", port: 9092, rack: "r" }],
      clusterId: "cluster",
      controllerId: 1,
      topics: [
        {
          errorCode: 0,
          name: "twitter",
          isInternal: true,
          partitions: [
            {
              errorCode: 0,
              partition: 0,
              leader: 1,
              leaderEpoch: 2,
              replicas: [1],
              inSyncReplicas: [1],
              offlineReplicas: [3],
            },
          ],
          authorizedOperations: 1,
        },
      ],
      clusterAuthorizedOperations: 2,
    },
  },
  OffsetCommit: {
    request: {
      groupId,
      generationId: 2,
      memberId,
      groupInstanceId,
      retentionTimeMs: -1n,
      topics: topicPartitions({ partition: 1, offset: 5n, leaderEpoch: 1, metadata: "m" }),
    },
    response: { throttleTimeMs, topics: topicPartitions({ partition: 1, errorCode: 25 }) },
  },
  OffsetFetch: {
    request: { groupId, topics: topicPartitions(1, 2) },
    response: {
      throttleTimeMs,
      topics: topicPartitions({ partition: 1, offset: 5n, leaderEpoch: 1, metadata: null, errorCode: 3 }),
      errorCode: 16,
    },
  },
  FindCoordinator: {
    request: { key: groupId, keyType: 1 },
    response: { throttleTimeMs, errorCode: 15, errorMessage: "none", nodeId: 1, host: "h", port: 2 },
  },
  JoinGroup: {
    request: {
      groupId,
      sessionTimeoutMs: 6000,
      rebalanceTimeoutMs: 7000,
      memberId,
      groupInstanceId,
      protocolType: "consumer",
      protocols: [{ name: "range", metadata: bytes("meta") }],
    },
    response: {
      throttleTimeMs,
      errorCode: 79,
      generationId: 3,
      protocolName: "range",
      leader: memberId,
      memberId,
      members: [{ memberId, groupInstanceId, metadata: bytes("meta") }],
    },
  },
  SyncGroup: {
    request: {
      groupId,
      generationId: 3,
      memberId,
      groupInstanceId,
      assignments: [{ memberId, assignment: bytes("part") }],
    },
    response: { throttleTimeMs, errorCode: 27, assignment: bytes("part") },
  },
  Heartbeat: {
    request: { groupId, generationId: 3, memberId, groupInstanceId },
    response: { throttleTimeMs, errorCode: 27 },
  },
  LeaveGroup: {
    request: { groupId, memberId: "", members: [{ memberId, groupInstanceId }] },
    response: { throttleTimeMs, errorCode: 25, members: [{ memberId, groupInstanceId, errorCode: 25 }] },
  },
  DescribeGroups: {
    request: { groups: [groupId], includeAuthorizedOperations: true },
    response: {
      throttleTimeMs,
      groups: [
        {
          errorCode: 0,
          groupId,
          state: "Stable",
          protocolType: "consumer",
          protocol: "range",
          members: [
            {
              memberId,
              groupInstanceId,
              clientId: "c",
              clientHost: "/127.0.0.1",
              metadata: bytes("meta"),
              assignment: bytes("part"),
            },
          ],
          authorizedOperations: 4,
        },
      ],
    },
  },
  ListGroups: {
    request: {},
    response: { throttleTimeMs, errorCode: 0, groups: [{ groupId, protocolType: "consumer" }] },
  },
  DeleteGroups: {
    request: { groups: [groupId] },
    response: { throttleTimeMs, results: [{ groupId, errorCode: 68 }] },
  },
  ApiVersions: {
    request: { clientSoftwareName: "client", clientSoftwareVersion: "1.0", tags: undefined },
    response: {
      errorCode: 35,
      apiKeys: [{ apiKey: 1, minVersion: 4, maxVersion: 11, tags: undefined }],
      throttleTimeMs,
      tags: undefined,
    },
  },
  CreateTopics: {
    request: {
      topics: [
        {
          name: "t",
          numPartitions: 3,
          replicationFactor: 1,
          assignments: [{ partition: 0, brokerIds: [1] }],
          configs: [{ name: "retention.ms", value: null }],
        },
      ],
      timeoutMs: 1,
      validateOnly: true,
    },
    response: { throttleTimeMs, topics: [{ name: "t", errorCode: 36, errorMessage: "there" }] },
  },
  DeleteTopics: {
    request: { names: ["t"], timeoutMs: 1 },
    response: { throttleTimeMs, topics: [{ name: "t", errorCode: 3 }] },
  },
  CreatePartitions: {
    request: {
      topics: [{ name: "t", count: 4, assignments: [{ brokerIds: [1] }] }],
      timeoutMs: 1,
      validateOnly: true,
    },
    response: { throttleTimeMs, topics: [{ name: "t", errorCode: 37, errorMessage: null }] },
  },
  InitProducerId: {
    request: { transactionalId: "t", transactionTimeoutMs: 5 },
    response: { throttleTimeMs, errorCode: 0, producerId: 1000n, producerEpoch: 2 },
  },
  DescribeConfigs: {
    request: {
      resources: [{ resourceType: 2, resourceName: "t", configurationKeys: ["retention.ms"] }],
      includeSynonyms: true,
      includeDocumentation: true,
    },
    response: {
      throttleTimeMs,
      results: [
        {
          errorCode: 0,
          errorMessage: null,
          resourceType: 2,
          resourceName: "t",
          configs: [
            {
              name: "retention.ms",
              value: "-1",
              readOnly: true,
              configSource: 5,
              isSensitive: false,
              synonyms: [{ name: "log.retention.ms", value: null, source: 4 }],
              configType: 5,
              documentation: "d",
            },
          ],
        },
      ],
    },
  },
};
