import { defineApi } from "../api.js";
import {
  array,
  changed,
  compactArray,
  compactString,
  int16,
  int32,
  noTags,
  since,
  struct,
} from "../codec.js";

const range = { apiKey: int16, minVersion: int16, maxVersion: int16 };

/** Version 3 is flexible, but its response header stays v0, so that a client can read it before it knows anything. */
export const apiVersions = defineApi({
  key: 18,
  name: "ApiVersions",
  versions: [0, 3],
  request: struct({
    clientSoftwareName: since(3, compactString, ""),
    clientSoftwareVersion: since(3, compactString, ""),
    tags: since(3, noTags, undefined),
  }),
  response: struct({
    errorCode: int16,
    apiKeys: changed(
      3,
      array(struct({ ...range, tags: since(3, noTags, undefined) })),
      compactArray(struct({ ...range, tags: noTags })),
    ),
    throttleTimeMs: since(1, int32, 0),
    tags: since(3, noTags, undefined),
  }),
});
