import type { Handler } from "../handler.js";
import { handleApiVersions } from "./api-versions.js";
import { handleCreatePartitions } from "./create-partitions.js";
import { handleCreateTopics } from "./create-topics.js";
import { handleDeleteGroups } from "./delete-groups.js";
import { handleDeleteTopics } from "./delete-topics.js";
import { handleDescribeConfigs } from "./describe-configs.js";
import { handleDescribeGroups } from "./describe-groups.js";
import { handleFetch } from "./fetch.js";
import { handleFindCoordinator } from "./find-coordinator.js";
import { handleHeartbeat } from "./heartbeat.js";
import { handleInitProducerId } from "./init-producer-id.js";
import { handleJoinGroup } from "./join-group.js";
import { handleLeaveGroup } from "./leave-group.js";
import { handleListGroups } from "./list-groups.js";
import { handleListOffsets } from "./list-offsets.js";
import { handleMetadata } from "./metadata.js";
import { handleOffsetCommit } from "./offset-commit.js";
import { handleOffsetFetch } from "./offset-fetch.js";
import { handleProduce } from "./produce.js";
import { handleSyncGroup } from "./sync-group.js";

/** The handler of each API key. */
export const handlers: ReadonlyMap<number, Handler> = new Map(
  [
    handleApiVersions,
    handleCreatePartitions,
    handleCreateTopics,
    handleDeleteGroups,
    handleDeleteTopics,
    handleDescribeConfigs,
    handleDescribeGroups,
    handleFetch,
    handleFindCoordinator,
    handleHeartbeat,
    handleInitProducerId,
    handleJoinGroup,
    handleLeaveGroup,
    handleListGroups,
    handleListOffsets,
    handleMetadata,
    handleOffsetCommit,
    handleOffsetFetch,
    handleProduce,
    handleSyncGroup,
  ].map(handler => [handler.api.key, handler]),
);
