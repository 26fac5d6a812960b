import { describe, expect, it } from "vitest";
import { parseAddress } from "../../src/connect/address.js";

describe("an address of Spark Connect", () => {
  it("names host, port and parameters", () => {
    expect(parseAddress("sc://spark.example:443/;use_ssl=true;user_id=kim;x-team=a%3Bb")).toEqual({
      host: "spark.example",
      port: 443,
      useTls: true,
      userId: "kim",
      headers: { "x-team": "a;b" },
    });
    expect(parseAddress("sc://[::1]")).toMatchObject({ host: "[::1]", port: 15002, useTls: false });
    expect(parseAddress("sc://h/;token=t")).toMatchObject({ token: "t", useTls: true });
  });

  it.each([
    ["localhost:15002", /should be sc:\/\/HOST/],
    ["sc://h:99999", /99999 is no port/],
    ["sc://h/;use_ssl=yes", /use_ssl of the sc:\/\/ address takes true or false/],
    ["sc://h/;token=s3cret;use_ssl=false", /^A token goes over TLS only/],
    ["sc://h/;token", /no NAME=VALUE/],
    ["sc://h/;token=%zz", /^token of the sc:\/\/ address is not URL-encoded/],
    ["sc://h/;session_id=7", /should be a UUID/],
    ["sc://h/path", /should be sc:\/\/HOST/],
  ])("%s is none, which is said without its values", (text, message) => {
    expect(() => parseAddress(text)).toThrow(message);
    expect(() => parseAddress(text)).not.toThrow(/s3cret/);
  });
});
