import RequestQueue from "kafkajs/src/network/requestQueue/index.js";

/**
 * Keeps kafkajs 2.2.4 from setting a timer of a negative time again and again while nothing waits to be sent
 * (tulios/kafkajs#1751): it costs 4 % of a core, and on Node 24 a warning at the prompt.
 */
export function guardKafkajs(): void {
  const { prototype } = RequestQueue;
  const schedule = prototype.scheduleCheckPendingRequests;
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue) {
    if (this.pending.length > 0) schedule.call(this);
  };
}
