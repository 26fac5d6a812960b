import { afterEach, describe, expect, it } from "vitest";
import type { Item } from "../../../src/twitter/records/read-line.js";
import type { SourceEvents } from "../../../src/twitter/sources/source.js";
import { XSource } from "../../../src/twitter/sources/x-source.js";
import { type Clock, systemClock } from "../../../src/util/clock.js";
import { JumpingClock } from "../jumping-clock.js";
import { configOf } from "../support.js";
import {
  bearerToken,
  consumerKey,
  consumerSecret,
  problem,
  tweetLine,
  XServer,
  type XServerOptions,
} from "../x-server.js";

const tag = "tweet-shell:test";
let server: XServer;
afterEach(() => server?.close());

/** What a source brought and said, until it had `count` tweets or failed. */
interface Played {
  readonly ids: string[];
  readonly texts: string[];
  readonly said: string[];
  readonly left: Record<string, number>;
  readonly error: string | undefined;
  readonly connections: number;
}

interface Play {
  readonly lines?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  readonly stallMs?: number;
  readonly keepRules?: boolean;
}

function sourceOf({ lines = {}, clock = systemClock, stallMs = 2_000 }: Play): XSource {
  const config = configOf({
    "twitter.bearertoken": bearerToken,
    "twitter.api.base.url": server.url,
    "track.terms": "소유,아이유,kpop",
    ...lines,
  });
  if (config.origin.kind !== "x") throw new Error("no credentials");
  return new XSource(config, config.origin, tag, clock, stallMs);
}

async function play(options: XServerOptions, count: number, how: Play = {}): Promise<Played> {
  server = await XServer.open(options);
  return playOn(count, how);
}

async function playOn(count: number, how: Play): Promise<Played> {
  const source = sourceOf(how);
  const items: Item[] = [];
  const said: string[] = [];
  const left: Record<string, number> = {};
  let connections = 0;
  let error: string | undefined;
  const stop = new AbortController();
  const events: SourceEvents = {
    left: (why, n) => {
      left[why] = (left[why] ?? 0) + n;
    },
    connected: () => {
      connections++;
    },
    broken: problem => said.push(problem),
    warn: line => said.push(line),
  };
  try {
    for await (const group of source.play(events, stop.signal)) {
      items.push(...group);
      if (items.length >= count) stop.abort();
    }
  } catch (thrown) {
    error = (thrown as Error).message;
  }
  if (!how.keepRules) await source.close();
  const tweets = items.flatMap(item => (item.kind === "tweet" ? [item.tweet.data] : []));
  return {
    ids: tweets.map(({ id }) => id),
    texts: tweets.map(({ text }) => text),
    said,
    left,
    error,
    connections,
  };
}

const sends = (...lines: readonly (string | Uint8Array)[]): XServerOptions => ({
  stream: async stream => {
    for (const line of lines) await stream.write(line);
  },
});

describe("tokens and rules", () => {
  it("gets a token by key and secret, sets its rules, and takes them back", async () => {
    const keys = {
      "twitter.bearertoken": "",
      "twitter.consumerkey": consumerKey,
      "twitter.consumersecret": consumerSecret,
    };
    let during: string[] = [];
    const played = await play(
      {
        stream: async stream => {
          during = server.rules.map(rule => `${rule.tag}: ${rule.value}`);
          await stream.write(tweetLine(1, "소유"));
        },
      },
      1,
      { lines: { ...keys, "track.korean.particles": "false" } },
    );
    expect(played).toMatchObject({ ids: ["1"], error: undefined });
    expect(during).toEqual([`${tag}: 소유 OR #소유 OR 아이유 OR #아이유 OR kpop OR #kpop OR @kpop`]);
    expect(server.rules).toEqual([]);
    expect(server.requests.map(request => request.replace(/\?(?!dry).*/, ""))).toEqual([
      "POST /oauth2/token",
      "GET /2/tweets/search/stream/rules",
      "POST /2/tweets/search/stream/rules?dry_run=true",
      "POST /2/tweets/search/stream/rules",
      "GET /2/tweets/search/stream",
      "POST /2/tweets/search/stream/rules",
    ]);
    const { searchParams } = new URL(server.requests.at(-2)!.split(" ")[1]!, server.url);
    expect(searchParams.get("expansions")).toContain("author_id");
    expect(searchParams.get("tweet.fields")).toContain("note_tweet");
    expect(searchParams.has("backfill_minutes")).toBe(false);
    for (const headers of server.headers)
      expect(headers["user-agent"]).toMatch(/^KafkaConnectTwitterSource tweet-shell\//);
  });

  it("works below a path of its own", async () => {
    const played = await play({ ...sends(tweetLine(1, "소유")), base: "/proxy/x" }, 1);
    expect(played.ids).toEqual(["1"]);
  });

  it("touches no other's rules, and of its own only those that changed", async () => {
    server = await XServer.open(sends(tweetLine(1, "a")));
    const others = [server.add("cats"), server.add("dogs", "theirs"), server.add("#b", "theirs too")];
    const kept = server.add("#a", tag);
    const stale = server.add("#z", tag);
    const lines = { "track.terms": "#a,#b,#c", "twitter.rules.length": "64" };
    // Each of the three stands alone where a rule has room for one.
    await playOn(1, { lines: { ...lines, "track.terms": "#a" }, keepRules: true });
    expect(server.rules).toEqual([...others, kept]);
    expect(server.rules).not.toContain(stale);
    expect(server.requests.filter(request => request.startsWith("POST"))).toHaveLength(1);
    await playOn(1, { lines: { ...lines, "track.terms": "#b" } });
    expect(server.rules).toEqual(others);
  });

  it("leaves out what only others' rules found", async () => {
    server = await XServer.open({
      stream: async stream => {
        const found = (id: number, ...rules: string[]) =>
          tweetLine(id, "x").replace(
            /\}\r\n$/,
            `,"matching_rules":${JSON.stringify(rules.map(rule => ({ id: rule })))}}\r\n`,
          );
        const [theirs, ours] = server.rules.map(({ id }) => id) as [string, string];
        await stream.write(found(1, theirs) + found(2, theirs, ours) + found(3, ours) + found(4, "77"));
      },
    });
    server.add("cats", "theirs");
    expect(await playOn(3, {})).toMatchObject({ ids: ["2", "3", "4"], left: { filtered: 1 } });
  });

  it("sets its rules again when somebody has removed them", async () => {
    const played = await play(
      {
        stream: async stream => {
          await stream.write(tweetLine(stream.n, "x"));
          server.rules.length = 0;
          stream.end();
        },
      },
      2,
      { clock: new JumpingClock() },
    );
    expect(played.ids).toEqual(["1", "2"]);
    expect(played.said).toEqual([
      "X ended the stream",
      expect.stringMatching(
        /was answered 409: the app has no rules at X \("You must define rules before connecting\."\)/,
      ),
      "X ended the stream",
    ]);
  });

  it("says which rule is refused, before any is set", async () => {
    const played = await play({}, 1, { lines: { "track.terms": "#refused" } });
    expect(played.error).toMatch(
      /the rule #refused was answered 400: X refuses a rule \("Ambiguous use of refused"\)/,
    );
    expect(server.rules).toEqual([]);
  });
});

describe("lines arrive whole", () => {
  const korean = Buffer.from(tweetLine(1, "소유 🎉 아이유"));
  it.each([
    ["every byte in a chunk of its own", [...korean].map(byte => Uint8Array.of(byte))],
    ["a line and its end apart", [korean.subarray(0, -2), "\r\n"]],
    ["CR and LF apart", [korean.subarray(0, -1), "\n"]],
    ["keep-alives before, between and in pieces", ["\r\n\r\n", "\r", "\n", korean, "\r\n"]],
    ["ends without CR", [korean.toString().replace("\r", "")]],
    ["several in a chunk", [Buffer.concat([korean, Buffer.from(tweetLine(2, "둘"))])]],
    [
      "escaped letters",
      [
        tweetLine(1, "소유 🎉 아이유").replace(
          /[^\x00-\x7f]/g,
          c => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
        ),
      ],
    ],
  ])("%s", async (_what, chunks) => {
    const { texts, left } = await play(sends(...chunks), 1);
    expect(texts[0]).toBe("소유 🎉 아이유");
    expect(left).toEqual({});
  });

  it("the last one without its end", async () => {
    const { ids } = await play(
      {
        stream: async stream => {
          await stream.write(tweetLine(stream.n, "x").trimEnd());
          stream.end();
        },
      },
      2,
    );
    expect(ids).toEqual(["1", "2"]);
  });

  it("and what came before a reset", async () => {
    const { ids } = await play(
      {
        stream: async stream => {
          await stream.write(tweetLine(`${stream.n}0`, "x") + tweetLine(`${stream.n}1`, "y"));
          await stream.write('{"data":{"id":"99","te');
          setTimeout(() => stream.reset(), 20);
        },
      },
      4,
    );
    expect(ids).toEqual(["10", "11", "20", "21"]);
  });
});

it("a compressed stream that was not asked for is read, and its reset noticed at once", async () => {
  const { texts, said } = await play(
    {
      gzip: true,
      stream: async stream => {
        await stream.write(tweetLine(stream.n, "소유 🎉"));
        setTimeout(() => stream.reset(), 30);
      },
    },
    2,
    { stallMs: 10_000 },
  );
  expect(texts).toEqual(["소유 🎉", "소유 🎉"]);
  expect(said).toEqual([expect.stringMatching(/cannot be reached: (aborted|read ECONNRESET)/)]);
  expect(server.headers.at(-2)!["accept-encoding"]).toBe("identity");
});

describe("what is no tweet", () => {
  it("is left out and counted: no JSON, and a line without end", async () => {
    const large = Buffer.alloc(1024 * 1024, "x");
    const before = process.memoryUsage().rss;
    const played = await play(
      {
        stream: async stream => {
          await stream.write("<html>no</html>\r\nnot json\r\n");
          for (let i = 0; i < 100; i++) await stream.write(large);
          await stream.write(`\r\n${tweetLine(1, "after")}`);
        },
      },
      1,
    );
    expect(played).toMatchObject({ ids: ["1"], left: { invalid: 3 } });
    expect(played.said).toEqual([
      "a line that is no JSON came from X and was left out",
      "a line of more than 2 MB came from X and was left out",
    ]);
    expect(process.memoryUsage().rss - before).toBeLessThan(80 * 1024 * 1024);
  });

  it("a tweet of an odd shape is left out, and the others come", async () => {
    const odd = '{"data":{"id":"1","text":"x"},"includes":{"users":[null]},"matching_rules":[null]}\r\n';
    server = await XServer.open(sends(odd, tweetLine(2, "y")));
    server.add("cats", "theirs");
    expect(await playOn(1, {})).toMatchObject({ ids: ["2"], left: { invalid: 1 } });
  });

  it("a partial error beside a tweet is no disconnect", async () => {
    const line = tweetLine(1, "x").replace(
      /\}\r\n$/,
      ',"errors":[{"title":"Not Found Error","type":"x/resource-not-found"}]}\r\n',
    );
    expect(await play(sends(line), 1)).toMatchObject({ ids: ["1"], said: [] });
  });
});

describe("disconnects", () => {
  it.each([
    ["OperationalDisconnect", "X disconnected for operational reasons"],
    ["UpstreamOperationalDisconnect", "X disconnected upstream"],
    ["ForceDisconnect", "X forced a disconnect"],
    ["UpstreamUncleanDisconnect", "a connection inside X broke"],
    ["SlowReader", "X found this reader too slow"],
    ["InternalError", "an error inside X"],
    ["ClientApplicationStateDegraded", "X has limited or suspended the app"],
    ["InvalidRules", "the app's rules at X are not valid"],
    ["SomethingNew", "X disconnected"],
  ])("%s is explained, and the stream goes on", async (disconnect_type, explanation) => {
    const error = problem("operational-disconnect", "operational-disconnect", "said by X", {
      disconnect_type,
    });
    const played = await play(
      {
        stream: async stream => {
          await stream.write(tweetLine(stream.n, "x"));
          await stream.write(`${JSON.stringify({ errors: [error] })}\r\n`);
          stream.end();
        },
      },
      2,
      { clock: new JumpingClock() },
    );
    expect(played.ids).toEqual(["1", "2"]);
    expect(played.said).toEqual([expect.stringContaining(explanation)]);
    expect(played.said[0]).toContain('"said by X"');
  });

  it("a problem that comes without errors around it", async () => {
    const error = problem("streaming-connection", "ConnectionException", "too many", {
      connection_issue: "TooManyConnections",
    });
    const clock = new JumpingClock();
    const played = await play(
      {
        stream: async stream => {
          if (stream.n === 1) await stream.write(`${JSON.stringify(error)}\r\n`);
          else await stream.write(tweetLine(1, "x"));
          if (stream.n === 1) stream.end();
        },
      },
      1,
      { clock },
    );
    expect(played.said).toEqual([
      expect.stringContaining("the app has as many connections as its tier allows"),
    ]);
    expect(clock.sleeps[0]).toBe(60_000);
  });

  it("a stall, before or after the headers, is a disconnect", async () => {
    const played = await play(
      {
        answer: ({ path, n }) => (path === "/2/tweets/search/stream" && n === 1 ? "silence" : undefined),
        stream: async stream => {
          if (stream.n > 1) await stream.write(tweetLine(1, "x"));
        },
      },
      1,
      { stallMs: 150 },
    );
    expect(played.ids).toEqual(["1"]);
    expect(played.said).toEqual([
      expect.stringContaining("no answer came from X for 0.15 seconds"),
      expect.stringContaining("nothing, not even a keep-alive, came from X for 0.15 seconds"),
    ]);
  });

  it("keep-alives hold a stall off", async () => {
    const played = await play(
      {
        stream: async stream => {
          for (let i = 0; i < 10; i++) {
            await new Promise(resolve => setTimeout(resolve, 40));
            await stream.write("\r\n");
          }
          await stream.write(tweetLine(1, "x"));
        },
      },
      1,
      { stallMs: 200 },
    );
    expect(played).toMatchObject({ ids: ["1"], said: [], connections: 1 });
  });

  it("what comes again after a break is left out", async () => {
    const played = await play(
      {
        stream: async stream => {
          const { n } = stream;
          await stream.write(tweetLine(n, "x") + tweetLine(n + 1, "y") + tweetLine(n, "x"));
          stream.end();
        },
      },
      5,
      { clock: new JumpingClock(), lines: { "twitter.backfill.minutes": "5" } },
    );
    expect(played.ids).toEqual(["1", "2", "3", "4", "5"]);
    expect(played.left.duplicates).toBeGreaterThanOrEqual(6);
    expect(server.requests.at(-2)).toContain("backfill_minutes=5");
  });
});

describe("answers that are none", () => {
  const html = "<html><head><title>502 Bad Gateway</title></head></html>";
  const stream = "/2/tweets/search/stream";
  const forbidden = problem("client-forbidden", "Client Forbidden", "When authenticating…", {
    reason: "client-not-enrolled",
    required_enrollment: "Appropriate Level of API Access",
    registration_url: "https://developer.x.com/en/docs/projects/overview",
  });
  const capped = problem("usage-capped", "UsageCapExceeded", "Usage cap exceeded: Monthly product cap", {
    period: "Monthly",
    scope: "Product",
    product_name: "pay-per-use",
  });

  it.each([
    [stream, 403, forbidden, /it needs Appropriate Level of API Access access, see https:\/\/developer/],
    [stream, 403, "", /this app may not do that; streams need pay-per-use, pro or enterprise access/],
    [stream, 429, capped, /the monthly cap on posts of pay-per-use is used up: .*higher tier/],
    [stream, 401, { title: "Unauthorized", detail: "Unauthorized" }, /X does not know these credentials/],
    [stream, 404, html, /there is nothing at this address \("a page, "502 Bad Gateway""\)/],
    [
      stream,
      403,
      problem("unsupported-authentication", "Unsupported", "…"),
      /streams take an app's bearer token only/,
    ],
    [
      `${stream}/rules`,
      403,
      forbidden,
      /GET \/2\/tweets\/search\/stream\/rules was answered 403: this app may not use/,
    ],
    [`${stream}/rules`, 401, { title: "Unauthorized" }, /X does not know these credentials/],
  ] as const)("%s %i %j fails in one line", async (path, status, body, message) => {
    const played = await play(
      { answer: request => (request.path === path ? { status, body } : undefined) },
      1,
    );
    expect(played.error ?? played.said[0]).toMatch(message);
    expect(played.error ?? "").not.toContain("\n");
  });

  it.each([
    ["the stream", stream],
    ["the rules", `${stream}/rules`],
  ])("a redirect of %s is refused: the token would go along", async (_what, path) => {
    const headers = { location: "http://elsewhere.example/steal" };
    const played = await play(
      { answer: request => (request.path === path ? { status: 302, headers } : undefined) },
      1,
    );
    expect(played.error).toMatch(/was answered 302, a redirect to elsewhere\.example: refused/);
  });

  it.each([
    [503, html, [5_000, 10_000, 20_000]],
    [500, problem("about:blank", "Internal", "oops"), [5_000, 10_000, 20_000]],
    [429, { errors: [{ code: 88, message: "Rate limit exceeded" }] }, [60_000, 120_000, 240_000]],
    [
      429,
      problem("streaming-connection", "ConnectionException", "…", { connection_issue: "TooManyConnections" }),
      [60_000, 120_000, 240_000],
    ],
    [200, html, [5_000, 10_000, 20_000]],
  ])("%i %j is waited out, longer and longer", async (status, body, sleeps) => {
    const clock = new JumpingClock();
    const answer: XServerOptions["answer"] = ({ path, n }) =>
      path === stream && n <= 3 ? { status, body } : undefined;
    const played = await play({ ...sends(tweetLine(1, "x")), answer: request => answer(request) }, 1, {
      clock,
    });
    expect(played.ids).toEqual(["1"]);
    expect(clock.sleeps.slice(0, 3)).toEqual(sleeps);
  });

  it("waits as long as x-rate-limit-reset says", async () => {
    const clock = new JumpingClock();
    const reset = Math.floor(clock.now() / 1000) + 600;
    let asked = 0;
    const played = await play(
      {
        ...sends(tweetLine(1, "x")),
        answer: ({ path }) =>
          path === stream && ++asked === 1
            ? { status: 429, body: {}, headers: { "x-rate-limit-reset": String(reset) } }
            : undefined,
      },
      1,
      { clock },
    );
    expect(played.ids).toEqual(["1"]);
    expect(clock.sleeps[0]).toBe(600_000);
  });

  it("too many connections are waited out whatever the limit's headers say", async () => {
    const clock = new JumpingClock();
    const headers = {
      "x-rate-limit-remaining": "40",
      "x-rate-limit-reset": String(Math.floor(clock.now() / 1000) + 5),
    };
    const body = problem("streaming-connection", "ConnectionException", "…", {
      connection_issue: "TooManyConnections",
    });
    const answer: XServerOptions["answer"] = ({ path, n }) =>
      path === stream && n === 1 ? { status: 429, body, headers } : undefined;
    await play({ ...sends(tweetLine(1, "x")), answer }, 1, { clock });
    expect(clock.sleeps[0]).toBe(60_000);
  });

  it("no connection is opened before the limit is reset, when the last was the last allowed", async () => {
    const clock = new JumpingClock();
    const reset = Math.floor(clock.now() / 1000) + 300;
    const played = await play(
      {
        headers: { "x-rate-limit-remaining": "0", "x-rate-limit-reset": String(reset) },
        stream: async stream => {
          await stream.write(tweetLine(stream.n, "x"));
          stream.end();
        },
      },
      2,
      { clock },
    );
    expect(played.ids).toEqual(["1", "2"]);
    expect(clock.sleeps).toContain(300_000);
  });

  it("a rate limit holds for the next stream of the app too", async () => {
    const clock = new FewSleeps(0);
    server = await XServer.open({
      ...sends(tweetLine(1, "x")),
      answer: ({ path, n }) => (path === stream && n === 1 ? { status: 429, body: {} } : undefined),
    });
    void playOn(1, { clock, keepRules: true });
    await clock.reached;
    clock.most = Number.POSITIVE_INFINITY;
    const before = clock.now();
    await playOn(1, { clock });
    expect(clock.now() - before).toBe(60_000);
  });

  it("streams of one app share its 50 connections, also when one follows the other", async () => {
    const clock = new JumpingClock();
    server = await XServer.open({
      stream: async stream => {
        await stream.write(tweetLine(stream.n, "x"));
        stream.end();
      },
    });
    const start = clock.now();
    await playOn(30, { clock });
    expect(clock.now()).toBe(start);
    await playOn(30, { clock });
    expect(clock.now() - start).toBeGreaterThan(15 * 60_000);
  });

  it("a server that is away is tried after 0, 250, 500 … ms", async () => {
    const clock = new FewSleeps(5);
    server = await XServer.open();
    const lines = { "twitter.api.base.url": server.url };
    await server.close();
    server = await XServer.open();
    void playOn(1, { clock, lines });
    await clock.reached;
    expect(clock.sleeps).toEqual([0, 250, 500, 750, 1000]);
  });

  it("a token that was got and revoked is got once more", async () => {
    let refusals = 0;
    const played = await play(
      {
        ...sends(tweetLine(1, "x")),
        answer: ({ path }) => (path === stream && ++refusals === 1 ? { status: 401, body: {} } : undefined),
      },
      1,
      {
        clock: new JumpingClock(),
        lines: {
          "twitter.bearertoken": "",
          "twitter.consumerkey": consumerKey,
          "twitter.consumersecret": consumerSecret,
        },
      },
    );
    expect(played.ids).toEqual(["1"]);
    expect(server.requests.filter(request => request === "POST /oauth2/token")).toHaveLength(2);
  });

  it("wrong keys fail in one line that does not show them", async () => {
    const played = await play({}, 1, {
      lines: {
        "twitter.bearertoken": "",
        "twitter.consumerkey": "wrong-key",
        "twitter.consumersecret": "wrong-secret",
      },
    });
    expect(played.error).toBe(
      'POST /oauth2/token was answered 401: X does not know these credentials ("Unauthorized")',
    );
  });

  it("a server that says the token back is not repeated", async () => {
    const body = problem("client-forbidden", "x", `Bearer ${bearerToken} is \x1b[31mbad\n${bearerToken}`, {
      reason: bearerToken,
    });
    const played = await play(
      { answer: ({ path }) => (path === stream ? { status: 403, body } : undefined) },
      1,
    );
    expect(played.error).toContain("Bearer [hidden] is  [31mbad [hidden]");
    expect(played.error).not.toContain(bearerToken);
    expect(played.error).not.toContain("\x1b");
  });
});

/** Stops the world after so many sleeps. */
class FewSleeps extends JumpingClock {
  reach!: () => void;
  readonly reached = new Promise<void>(resolve => {
    this.reach = resolve;
  });
  constructor(public most: number) {
    super();
  }
  override async sleep(ms: number): Promise<void> {
    if (this.sleeps.length >= this.most) {
      this.reach();
      return new Promise(() => {});
    }
    return super.sleep(ms);
  }
}

it("the sample stream needs no rules, and languages are kept here", async () => {
  const played = await play(
    sends(
      tweetLine(1, "hello", { lang: "en" }) + tweetLine(2, "안녕") + tweetLine(3, "你好", { lang: "zh" }),
    ),
    2,
    { lines: { "stream.type": "sample", language: "ko,zh" } },
  );
  expect(played).toMatchObject({ ids: ["2", "3"], left: { filtered: 1 } });
  expect(server.requests.map(request => request.split("?")[0])).toEqual(["GET /2/tweets/sample/stream"]);
});
