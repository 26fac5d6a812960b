import type { Api } from "../../protocol/api.js";
import { apiVersions } from "../../protocol/apis/api-versions.js";
import { createPartitions } from "../../protocol/apis/create-partitions.js";
import { createTopics } from "../../protocol/apis/create-topics.js";
import { deleteGroups } from "../../protocol/apis/delete-groups.js";
import { deleteTopics } from "../../protocol/apis/delete-topics.js";
import { describeConfigs } from "../../protocol/apis/describe-configs.js";
import { describeGroups } from "../../protocol/apis/describe-groups.js";
import { fetch } from "../../protocol/apis/fetch.js";
import { findCoordinator } from "../../protocol/apis/find-coordinator.js";
import { heartbeat } from "../../protocol/apis/heartbeat.js";
import { initProducerId } from "../../protocol/apis/init-producer-id.js";
import { joinGroup } from "../../protocol/apis/join-group.js";
import { leaveGroup } from "../../protocol/apis/leave-group.js";
import { listGroups } from "../../protocol/apis/list-groups.js";
import { listOffsets } from "../../protocol/apis/list-offsets.js";
import { metadata } from "../../protocol/apis/metadata.js";
import { offsetCommit } from "../../protocol/apis/offset-commit.js";
import { offsetFetch } from "../../protocol/apis/offset-fetch.js";
import { produce } from "../../protocol/apis/produce.js";
import { syncGroup } from "../../protocol/apis/sync-group.js";

/** Every API the broker says it has, in the order of their keys; `handlers.ts` has a handler for each. */
export const announced: readonly Pick<Api<never, never>, "key" | "name" | "versions">[] = [
  produce,
  fetch,
  listOffsets,
  metadata,
  offsetCommit,
  offsetFetch,
  findCoordinator,
  joinGroup,
  heartbeat,
  leaveGroup,
  syncGroup,
  describeGroups,
  listGroups,
  apiVersions,
  createTopics,
  deleteTopics,
  initProducerId,
  describeConfigs,
  createPartitions,
  deleteGroups,
];
