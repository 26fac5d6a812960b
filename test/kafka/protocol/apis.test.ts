import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Api } from "../../../src/kafka/protocol/api.js";
import { ProtocolError, Reader } from "../../../src/kafka/protocol/reader.js";
import { Writer } from "../../../src/kafka/protocol/writer.js";
import { samples } from "./api-samples.js";

const folder = new URL("../../../src/kafka/protocol/apis/", import.meta.url);
const apis: Api<unknown, unknown>[] = await Promise.all(
  readdirSync(folder).map(async file => {
    const module = (await import(new URL(file, folder).href)) as Record<string, unknown>;
    return Object.values(module).find(value => typeof value === "object") as Api<unknown, unknown>;
  }),
);

function encoded(
  api: Api<unknown, unknown>,
  side: "request" | "response",
  value: unknown,
  version: number,
): Buffer {
  const to = new Writer();
  api[side].write(to, value, version);
  return Buffer.concat(to.chunks());
}

describe.each(apis.map(api => ({ name: api.name, api })))("$name", ({ api }) => {
  const [first, last] = api.versions;
  const versions = Array.from({ length: last - first + 1 }, (_, i) => first + i);

  test.each((["request", "response"] as const).flatMap(side => versions.map(version => ({ side, version }))))(
    "$side version $version comes back as it was written, and cut off anywhere is refused",
    ({ side, version }) => {
      const sample = samples[api.name]?.[side];
      expect(sample, `a sample of ${api.name}`).toBeDefined();
      const bytes = encoded(api, side, sample, version);
      const from = new Reader(bytes);
      const value = api[side].read(from, version);
      expect(from.remaining).toBe(0);
      expect(encoded(api, side, value, version)).toEqual(bytes);
      // The newest version leaves nothing out.
      if (version === last) expect(plain(value)).toEqual(plain(sample));
      for (let cut = 0; cut < bytes.length; cut++)
        expect(() => api[side].read(new Reader(bytes.subarray(0, cut)), version)).toThrow(ProtocolError);
    },
  );
});

test("no two APIs have one key", () => {
  expect(new Set(apis.map(({ key }) => key)).size).toBe(apis.length);
});

/** Without what only says how bytes are held. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
  return value;
}
