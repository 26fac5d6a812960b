import type { Api } from "../protocol/api.js";
import type { BrokerState } from "./state.js";

/** Who asks, and over which connection. */
export interface RequestContext {
  readonly state: BrokerState;
  readonly version: number;
  readonly clientId: string;
  readonly clientHost: string;
  /** The address under which this client reached the broker: what it is told to go on with. */
  readonly address: { readonly host: string; readonly port: number };
  /** Aborted when the connection ends: nobody waits any longer. */
  readonly gone: AbortSignal;
}

/** One API key's part of the broker. `handle` may answer undefined where the client expects no response. */
export interface Handler {
  readonly api: Api<unknown, unknown>;
  handle(request: unknown, context: RequestContext): unknown;
}

export function handler<Request, Response>(
  api: Api<Request, Response>,
  handle: (request: Request, context: RequestContext) => Response | undefined | Promise<Response | undefined>,
): Handler {
  return { api, handle } as Handler;
}
