import type { Coordinator } from "./groups/coordinator.js";
import type { Identity } from "./log/identity.js";
import type { Topics } from "./log/topics.js";
import type { BrokerConfig } from "./options.js";

/** The one node there is. */
export const NODE_ID = 1;

/** All that the handlers work on. */
export interface BrokerState {
  readonly config: BrokerConfig;
  readonly topics: Topics;
  readonly groups: Coordinator;
  readonly identity: Identity;
  readonly counters: { produced: number };
}
