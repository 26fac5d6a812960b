import type { Codec } from "./codec.js";

/** One API of Kafka's protocol: its key, the versions written here, and how its two messages stand on the wire. */
export interface Api<Request, Response> {
  readonly key: number;
  readonly name: string;
  /** First and last version, both included. */
  readonly versions: readonly [first: number, last: number];
  readonly request: Codec<Request>;
  readonly response: Codec<Response>;
}

export function defineApi<Request, Response>(api: Api<Request, Response>): Api<Request, Response> {
  return api;
}

export type RequestOf<A> = A extends Api<infer Request, infer _> ? Request : never;
export type ResponseOf<A> = A extends Api<infer _, infer Response> ? Response : never;
