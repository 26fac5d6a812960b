import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Duplex } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, constants as zlib } from "node:zlib";
import { networkError, refusalError } from "../api/explain-response.js";
import { XError } from "../api/x-error.js";
import type { Secrets } from "../config/secrets.js";
import { ChunkQueue } from "./chunk-queue.js";

export interface StreamRequest {
  readonly url: URL;
  readonly token: string;
  readonly userAgent: string;
  readonly secrets: Secrets;
  /** Without a byte for so long, headers or data, the connection counts as dead. */
  readonly stallMs: number;
}

/** An open stream. */
export interface StreamConnection {
  readonly headers: IncomingMessage["headers"];
  /** The bytes as they come; they wait while nobody asks. @throws XError when the connection breaks or stalls */
  chunks(): AsyncGenerator<Buffer>;
}

/** What is read of an answer that is no stream. */
const largestRefusal = 64 * 1024;

/** X may cut a compressed stream anywhere, so what has come is let out at once. */
const flushed = { flush: zlib.Z_SYNC_FLUSH, finishFlush: zlib.Z_SYNC_FLUSH };
const brotliFlushed = {
  flush: zlib.BROTLI_OPERATION_FLUSH,
  finishFlush: zlib.BROTLI_OPERATION_FLUSH,
};
const decoders: Readonly<Record<string, () => Duplex>> = {
  gzip: () => createGunzip(flushed),
  deflate: () => createInflate(flushed),
  br: () => createBrotliDecompress(brotliFlushed),
};

/** Opens a stream of X's. @throws XError for whatever is no stream */
export async function openStream(options: StreamRequest, signal: AbortSignal): Promise<StreamConnection> {
  const { url, secrets } = options;
  const response = await answer(options, signal).catch(error => {
    throw networkError(error, url.host, secrets);
  });
  const { statusCode: status = 0, headers } = response;
  if (status !== 200 || /\bhtml\b/.test(headers["content-type"] ?? "")) {
    const body = await beginning(response, options.stallMs);
    throw refusalError({ request: `GET ${url.pathname}${backfill(url)}`, status, headers, body }, secrets);
  }
  return { headers, chunks: chunksOf(response, options) };
}

function answer(
  { url, token, userAgent, stallMs }: StreamRequest,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const open = url.protocol === "http:" ? httpRequest : httpsRequest;
    const request = open(url, {
      // A connection that served before would be told from a new one by its breaking only.
      agent: false,
      signal,
      headers: {
        authorization: `Bearer ${token}`,
        "user-agent": userAgent,
        accept: "application/json",
        // A reset within a compressed stream shows late, and X's lines are small.
        "accept-encoding": "identity",
      },
    });
    const timer = setTimeout(() => request.destroy(stalled("no answer", stallMs)), stallMs);
    request.once("response", response => {
      clearTimeout(timer);
      resolve(response);
    });
    request.once("error", error => {
      clearTimeout(timer);
      reject(error);
    });
    request.end();
  });
}

/** Takes what comes from the first byte on, before anybody asks. */
function chunksOf(
  response: IncomingMessage,
  { stallMs, url, secrets }: StreamRequest,
): () => AsyncGenerator<Buffer> {
  const decoder = decoders[response.headers["content-encoding"] ?? ""]?.();
  // A pipe does not hand errors on.
  if (decoder) response.once("error", error => decoder.destroy(error));
  const queue = new ChunkQueue(decoder ? response.pipe(decoder) : response);
  return async function* () {
    try {
      for (;;) {
        const chunk = await queue.next(stallMs, () => stalled("nothing, not even a keep-alive,", stallMs));
        if (!chunk) return;
        yield chunk;
      }
    } catch (error) {
      throw networkError(error, url.host, secrets);
    } finally {
      response.destroy();
    }
  };
}

function stalled(what: string, ms: number): XError {
  return new XError(`${what} came from X for ${ms / 1000} seconds`, "network");
}

function backfill({ searchParams }: URL): string {
  return searchParams.has("backfill_minutes") ? "?backfill_minutes" : "";
}

/** The beginning of a body that says why: parsed if it is JSON. */
async function beginning(response: IncomingMessage, timeoutMs: number): Promise<unknown> {
  const timer = setTimeout(() => response.destroy(), timeoutMs);
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      parts.push(chunk);
      size += chunk.length;
      if (size > largestRefusal) break;
    }
  } catch {
    // What came before the break has to do.
  } finally {
    clearTimeout(timer);
    response.destroy();
  }
  const text = Buffer.concat(parts).toString("utf8");
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
