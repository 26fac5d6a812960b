import { apiVersions } from "../../protocol/apis/api-versions.js";
import { ErrorCode } from "../../protocol/errors.js";
import { handler } from "../handler.js";
import { announced } from "./announced.js";

/** ApiVersions 0–3. A version that is too new is answered in the form of version 0 by the connection, as KIP-511 wants. */
export const handleApiVersions = handler(apiVersions, () => ({
  errorCode: ErrorCode.NONE,
  apiKeys: announced.map(({ key, versions: [minVersion, maxVersion] }) => ({
    apiKey: key,
    minVersion,
    maxVersion,
    tags: undefined,
  })),
  throttleTimeMs: 0,
  tags: undefined,
}));
