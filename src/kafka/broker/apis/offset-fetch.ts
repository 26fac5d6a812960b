import { offsetFetch } from "../../protocol/apis/offset-fetch.js";
import { ErrorCode } from "../../protocol/errors.js";
import { handler } from "../handler.js";

/** OffsetFetch 1–5: offset -1 where nothing was committed. */
export const handleOffsetFetch = handler(offsetFetch, ({ groupId, topics }, { state }) => {
  const { offsets } = state.groups;
  const asked =
    topics ??
    [...offsets.of(groupId)].map(([name, partitions]) => ({ name, partitions: [...partitions.keys()] }));
  return {
    throttleTimeMs: 0,
    topics: asked.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(partition => {
        const committed = offsets.get(groupId, name, partition);
        return {
          partition,
          offset: BigInt(committed?.offset ?? -1),
          leaderEpoch: -1,
          metadata: committed?.metadata ?? "",
          errorCode: ErrorCode.NONE,
        };
      }),
    })),
    errorCode: ErrorCode.NONE,
  };
});
