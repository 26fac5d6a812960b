import { deleteTopics } from "../../protocol/apis/delete-topics.js";
import { ErrorCode } from "../../protocol/errors.js";
import { handler } from "../handler.js";

/** DeleteTopics 1–3. Gone when answered; Kafka deletes in the background. */
export const handleDeleteTopics = handler(deleteTopics, ({ names }, { state }) => ({
  throttleTimeMs: 0,
  topics: names.map(name => {
    if (!state.topics.get(name)) return { name, errorCode: ErrorCode.UNKNOWN_TOPIC_OR_PARTITION };
    state.topics.delete(name);
    return { name, errorCode: ErrorCode.NONE };
  }),
}));
