import { type Client, createClient, type Interceptor } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { version } from "../../util/version.js";
import type { Address } from "../address.js";
import { SparkConnectService } from "../proto/generated/base_pb.js";

export type ServiceClient = Client<typeof SparkConnectService>;

/** Spark's own limit of a message, both ways. */
const MOST_BYTES = 128 * 1024 * 1024;

/** @returns the service at an address; it connects with the first call */
export function openClient(address: Address, ca: string | undefined): ServiceClient {
  const { host, port, useTls } = address;
  return createClient(
    SparkConnectService,
    createGrpcTransport({
      baseUrl: `${useTls ? "https" : "http"}://${host}:${port}`,
      interceptors: [metadataOf(address)],
      readMaxBytes: MOST_BYTES,
      writeMaxBytes: MOST_BYTES,
      // Arrow batches gain little by it and cost the server time.
      acceptCompression: [],
      ...(ca !== undefined && { nodeOptions: { ca } }),
    }),
  );
}

function metadataOf({ token, headers, userAgent }: Address): Interceptor {
  const own = `tweet-shell/${version} node/${process.versions.node} spark-connect`;
  return next => request => {
    request.header.set("user-agent", userAgent ? `${userAgent} ${own}` : own);
    for (const [name, value] of Object.entries(headers)) request.header.set(name, value);
    if (token) request.header.set("authorization", `Bearer ${token}`);
    return next(request);
  };
}
