import type { BrokerCounters } from "./broker.js";

/** What the broker's thread is told. */
export type ToBroker = { readonly kind: "stop" } | { readonly kind: "counters"; readonly id: number };

/** What it says. */
export type FromBroker =
  | { readonly kind: "started"; readonly address: string }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "failure"; readonly message: string }
  | { readonly kind: "counters"; readonly id: number; readonly counters: BrokerCounters }
  | { readonly kind: "stopped" };
