import { createSecureServer, createServer } from "node:http2";
import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { SparkConnectService } from "../../../src/connect/proto/generated/base_pb.js";
import { freePort } from "../../free-port.js";

export interface FakeServer {
  readonly port: number;
  /** Metadata of the calls that came. */
  readonly seen: Headers[];
  close(): void;
}

/** What a real server cannot be asked for in a test: an old version, or a door that only a token opens. */
export async function startFakeServer(
  { version = "4.1.1", token }: { readonly version?: string; readonly token?: string },
  tls?: { readonly key: string; readonly cert: string },
): Promise<FakeServer> {
  const seen: Headers[] = [];
  const admit = (header: Headers) => {
    seen.push(header);
    if (token !== undefined && header.get("authorization") !== `Bearer ${token}`)
      throw new ConnectError("Invalid credentials", Code.Unauthenticated);
  };
  const routes = (router: ConnectRouter) =>
    router.service(SparkConnectService, {
      analyzePlan: (_, { requestHeader }) => {
        admit(requestHeader);
        return { serverSideSessionId: "s", result: { case: "sparkVersion", value: { version } } };
      },
      config: (_, { requestHeader }) => {
        admit(requestHeader);
        return { serverSideSessionId: "s", pairs: [] };
      },
      releaseSession: () => ({}),
    });
  const handler = connectNodeAdapter({ routes });
  const server = tls ? createSecureServer(tls, handler) : createServer(handler);
  const port = await freePort();
  await new Promise<void>(resolve => server.listen(port, "127.0.0.1", resolve));
  return { port, seen, close: () => void server.close() };
}
