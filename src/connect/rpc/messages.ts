import type {
  AddArtifactsRequest,
  AddArtifactsResponse,
  AnalyzePlanRequest,
  AnalyzePlanResponse,
  ConfigRequest,
  ConfigResponse,
  ExecutePlanRequest,
  ExecutePlanResponse,
  InterruptRequest,
  InterruptResponse,
  ReleaseSessionRequest,
  ReleaseSessionResponse,
} from "../proto/generated/base_pb.js";
import type { Failure } from "./failure.js";

/** The calls with one answer. */
export interface Calls {
  readonly analyzePlan: readonly [AnalyzePlanRequest, AnalyzePlanResponse];
  readonly config: readonly [ConfigRequest, ConfigResponse];
  readonly interrupt: readonly [InterruptRequest, InterruptResponse];
  readonly releaseSession: readonly [ReleaseSessionRequest, ReleaseSessionResponse];
  readonly addArtifacts: readonly [readonly AddArtifactsRequest[], AddArtifactsResponse];
}

/** How long a call goes on trying when the connection breaks. */
export type Patience = "none" | "short" | "long";

/** What the session's thread asks of the thread that talks. `waiter`: the session's thread stands still until it is told. */
export type ToWorker =
  | {
      readonly kind: "call";
      readonly id: number;
      readonly method: keyof Calls;
      readonly request: unknown;
      readonly patience: Patience;
      readonly waiter?: Int32Array;
    }
  | {
      readonly kind: "execute";
      readonly id: number;
      readonly request: ExecutePlanRequest;
      readonly patience: Patience;
      readonly waiter?: Int32Array;
    }
  /** One answer of a stream was used, so another may come. */
  | { readonly kind: "used"; readonly id: number }
  | { readonly kind: "cancel"; readonly id: number };

export type FromWorker =
  | { readonly kind: "answer"; readonly id: number; readonly message: unknown }
  | { readonly kind: "next"; readonly id: number; readonly message: ExecutePlanResponse }
  | { readonly kind: "end"; readonly id: number }
  | { readonly kind: "failed"; readonly id: number; readonly failure: Failure }
  /** The connection broke, or is there again. */
  | { readonly kind: "trouble"; readonly isOver: boolean };
