import { connect } from "node:net";
import { apiVersions } from "../protocol/apis/api-versions.js";
import { FrameSplitter } from "../protocol/frame.js";
import { framed, writeRequestHeader } from "../protocol/header.js";
import { Reader } from "../protocol/reader.js";
import { Writer } from "../protocol/writer.js";

const CORRELATION = 0x7477_6565;

/** What listens at an address: a Kafka, nothing, something else, or nobody can say in the time given. */
export type Probe = "kafka" | "closed" | "not-kafka" | "unreachable";

/** Asks `host:port` for its API versions, which every Kafka answers to everybody. Over TLS a Kafka counts as "not-kafka". */
export function probeBroker(host: string, port: number, timeoutMs: number): Promise<Probe> {
  return new Promise(resolve => {
    const socket = connect({ host, port });
    let connected = false;
    const answer = (probe: Probe) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(probe);
    };
    const timer = setTimeout(() => answer(connected ? "not-kafka" : "unreachable"), timeoutMs);
    const frames = new FrameSplitter(1024 * 1024);
    socket.once("connect", () => {
      connected = true;
      for (const chunk of question()) socket.write(chunk);
    });
    socket.on("data", chunk => {
      try {
        for (const frame of frames.push(chunk))
          answer(new Reader(frame).int32() === CORRELATION ? "kafka" : "not-kafka");
      } catch {
        answer("not-kafka"); // whatever it is, its bytes are no message of Kafka's
      }
    });
    socket.once("close", () => answer(connected ? "not-kafka" : "closed"));
    socket.once("error", (error: NodeJS.ErrnoException) =>
      answer(connected ? "not-kafka" : error.code === "ECONNREFUSED" ? "closed" : "unreachable"),
    );
  });
}

function question(): Uint8Array[] {
  const message = new Writer();
  const apiVersion = 0;
  writeRequestHeader(message, {
    apiKey: apiVersions.key,
    apiVersion,
    correlationId: CORRELATION,
    clientId: "tweet-shell",
  });
  const nothing = { clientSoftwareName: "", clientSoftwareVersion: "", tags: undefined };
  apiVersions.request.write(message, nothing, apiVersion);
  return framed(message);
}
