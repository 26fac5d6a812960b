import type { Socket } from "node:net";
import { apiVersions } from "../protocol/apis/api-versions.js";
import { ErrorCode } from "../protocol/errors.js";
import { FrameSplitter } from "../protocol/frame.js";
import { framed, type RequestHeader, readRequestHeader } from "../protocol/header.js";
import { ProtocolError, Reader } from "../protocol/reader.js";
import { Writer } from "../protocol/writer.js";
import { handlers } from "./apis/handlers.js";
import { MAX_REQUEST_BYTES } from "./options.js";
import type { BrokerState } from "./state.js";

/** What may wait while a request is worked on; then the socket is not read further. */
const MOST_WAITING = 1024 * 1024;

/** Serves one client: a request after the other, answered in their order, as Kafka does. */
export function serve(socket: Socket, state: BrokerState, onFailure: (error: Error) => void): void {
  const gone = new AbortController();
  const frames = new FrameSplitter(MAX_REQUEST_BYTES);
  let busy: Promise<void> = Promise.resolve();
  let waiting = 0;
  const end = (error?: unknown) => {
    gone.abort();
    socket.destroy();
    // What a client sends wrongly ends its connection and is no failure of the broker.
    if (error instanceof Error && !(error instanceof ProtocolError)) onFailure(error);
  };
  socket.setNoDelay(true);
  socket.on("error", () => end());
  socket.on("close", () => gone.abort());
  socket.on("data", chunk => {
    waiting += chunk.length;
    if (waiting > MOST_WAITING) socket.pause();
    busy = busy
      .then(async () => {
        for (const frame of frames.push(chunk)) {
          if (gone.signal.aborted) return;
          await answer(frame, socket, state, gone.signal);
        }
        waiting -= chunk.length;
        if (waiting === 0) socket.resume();
      })
      .catch(end);
  });
}

async function answer(frame: Buffer, socket: Socket, state: BrokerState, gone: AbortSignal): Promise<void> {
  const from = new Reader(frame);
  const header = readRequestHeader(from);
  const response = await respond(header, from, socket, state, gone);
  if (!response || gone.aborted) return;
  socket.cork();
  let flushed = true;
  for (const chunk of framed(response)) flushed = socket.write(chunk);
  socket.uncork();
  if (!flushed) await drained(socket, gone);
}

async function respond(
  { apiKey, apiVersion, correlationId, clientId }: RequestHeader,
  from: Reader,
  socket: Socket,
  state: BrokerState,
  gone: AbortSignal,
): Promise<Writer | undefined> {
  const handler = handlers.get(apiKey);
  const [first, last] = handler?.api.versions ?? [0, -1];
  const to = new Writer();
  to.int32(correlationId);
  if (!handler || apiVersion < first || apiVersion > last) {
    if (apiKey !== apiVersions.key) throw new ProtocolError(`API ${apiKey} version ${apiVersion}`);
    // A client newer than this broker learns in the oldest form what there is, and asks again (KIP-511).
    const known = (await handler!.handle({}, {} as never)) as Parameters<
      typeof apiVersions.response.write
    >[1];
    apiVersions.response.write(to, { ...known, errorCode: ErrorCode.UNSUPPORTED_VERSION }, 0);
    return to;
  }
  const { localAddress, localPort, remoteAddress } = socket;
  const response = await handler.handle(handler.api.request.read(from, apiVersion), {
    state,
    version: apiVersion,
    clientId: clientId ?? "",
    clientHost: `/${remoteAddress ?? ""}`,
    address: { host: (localAddress ?? "127.0.0.1").replace(/^::ffff:/, ""), port: localPort ?? 0 },
    gone,
  });
  if (response === undefined) return undefined;
  handler.api.response.write(to, response, apiVersion);
  return to;
}

function drained(socket: Socket, gone: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      socket.removeListener("drain", done);
      gone.removeEventListener("abort", done);
      resolve();
    };
    socket.once("drain", done);
    gone.addEventListener("abort", done);
  });
}
