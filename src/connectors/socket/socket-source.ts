import type { Notices } from "../../contracts/notices.js";
import type { SourceProvider } from "../../contracts/source.js";
import { StringType, StructField, StructType, TimestampType } from "../../types/index.js";
import { AnalysisException, IllegalArgumentException } from "../../util/errors.js";
import { OptionMap } from "../../util/options.js";
import { checkStreamOnly } from "../rate/rate-options.js";
import { SocketStream } from "./socket-stream.js";

const plain = new StructType([new StructField("value", StringType)]);

/** `format("socket")`: the lines that `host`:`port` sends, with `includeTimestamp` also when each came. For trying things out. */
export class SocketSourceProvider implements SourceProvider {
  readonly format = "socket";
  readonly isStreamOnly = true;
  readonly options = [
    { name: "host", doc: "where the lines come from", values: ["localhost"] },
    { name: "port", doc: "its port", values: ["9999"] },
    { name: "includeTimestamp", doc: "a column of when each came; false", values: ["true", "false"] },
  ];

  constructor(private readonly notices: Notices) {}

  schema: SourceProvider["schema"] = (source, userSchema, isStreaming) => {
    checkStreamOnly("socket", "TextSocketSourceProvider", userSchema !== undefined, isStreaming);
    const { includeTimestamp } = optionsOf(source.options);
    return includeTimestamp ? plain.add("timestamp", TimestampType) : plain;
  };

  scan(): never {
    throw new Error("a socket is a stream");
  }

  stream: SourceProvider["stream"] = source => {
    const { host, port, includeTimestamp } = optionsOf(source.options);
    return new SocketStream(host, port, includeTimestamp, this.notices);
  };
}

function optionsOf(given: Readonly<Record<string, string>>) {
  const options = new OptionMap(given);
  const [host, port] = [options.get("host"), options.get("port")];
  if (host === undefined)
    throw new AnalysisException(null, 'Set a host to read from with option("host", ...).');
  if (port === undefined)
    throw new AnalysisException(null, 'Set a port to read from with option("port", ...).');
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new IllegalArgumentException(`For input string: "${port}" (option port)`);
  const includeTimestamp = options.get("includeTimestamp")?.toLowerCase() ?? "false";
  if (includeTimestamp !== "true" && includeTimestamp !== "false")
    throw new AnalysisException(null, 'IncludeTimestamp must be set to either "true" or "false".');
  return { host, port: Number(port), includeTimestamp: includeTimestamp === "true" };
}
