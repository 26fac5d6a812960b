import RequestQueue from "kafkajs/src/network/requestQueue/index.js";
import { apiVersions } from "../../protocol/apis/api-versions.js";

const { prototype } = RequestQueue;

/** Mends two things in kafkajs 2.2.4. */
export function guardKafkajs(): void {
  restIdleTimers();
  limitGreeting();
}

/**
 * It sets a timer of a negative time again and again while nothing waits to be sent (tulios/kafkajs#1751): that costs 4 %
 * of a core, and on Node 24 a warning at the prompt.
 */
function restIdleTimers(): void {
  const schedule = prototype.scheduleCheckPendingRequests;
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue) {
    if (this.pending.length > 0) schedule.call(this);
  };
}

/**
 * It gives the first request of a connection the time for connecting, and then lets the longer one of other requests count:
 * an address that takes connections and says nothing would be told after 30 seconds.
 */
function limitGreeting(): void {
  const create = prototype.createSocketRequest;
  prototype.createSocketRequest = function (this: RequestQueue, pushed) {
    const request = create.call(this, pushed);
    if (pushed.entry.apiKey === apiVersions.key && pushed.requestTimeout)
      request.requestTimeout = pushed.requestTimeout;
    return request;
  };
}
