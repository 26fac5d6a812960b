import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Producers } from "../../../src/twitter/producer/producers.js";
import { openBroker, type TestBroker } from "../../session.js";
import { JumpingClock } from "../jumping-clock.js";
import { file } from "../support.js";
import { readTopic } from "../topic.js";
import { bearerToken, problem, tweetLine, XServer, type XServerOptions } from "../x-server.js";

let broker: TestBroker;
let producers: Producers;
let server: XServer | undefined;
let said: string[];

beforeAll(async () => {
  broker = await openBroker();
});
afterAll(() => broker.stop());
afterEach(async () => {
  await producers?.control("stop");
  await server?.close();
  server = undefined;
});

function open(options: { clock?: JumpingClock; stallMs?: number } = {}): Producers {
  said = [];
  const note = (line: string) => void said.push(line);
  producers = new Producers({
    ensureBroker: async () => {},
    notices: { info: note, warn: note },
    ...options,
  });
  return producers;
}

/** A connector's file for the test's servers. */
function source(lines: Readonly<Record<string, string>>): string {
  const all = {
    "bootstrap.servers": broker.address,
    "twitter.bearertoken": bearerToken,
    ...(server && { "twitter.api.base.url": server.url }),
    "batch.timeout": "0.02",
    ...lines,
  };
  return file(
    Object.entries(all)
      .map(([key, value]) => `${key}=${value}\n`)
      .join(""),
  );
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!condition() && Date.now() < deadline) await new Promise(resolve => setTimeout(resolve, 10));
  expect(condition()).toBe(true);
}

const values = async (topic: string) => (await readTopic(broker.address, topic)).map(({ value }) => value);
const has = (part: string) => producers.list().some(line => line.includes(part));

describe("from X to Kafka", () => {
  it("tweets arrive byte for byte, with their key, headers and time", async () => {
    const texts = [
      "소유가 왔다 🎉",
      "a\tb\nc",
      "مرحبا שלום",
      "👩‍👩‍👧‍👦",
      "한".normalize("NFD"),
      "x".repeat(25_000),
    ];
    server = await XServer.open({
      stream: async stream => {
        const bytes = Buffer.from(texts.map((each, i) => tweetLine(i + 1, each)).join(""));
        for (let i = 0; i < bytes.length; i += 1000) await stream.write(bytes.subarray(i, i + 1000));
      },
    });
    const started = await open().start([
      source({ "track.terms": "소유,아이유,kpop", topic: "bytes", "output.format": "string" }),
    ]);
    expect(started).toBe(`producer: X by 1 rule → bytes at ${broker.address}`);
    expect(said[0]).toMatch(/^TwitterSourceConfig values: \n\tbatch.size = 100\n/);
    await until(() => has("6 produced"));
    expect(await readTopic(broker.address, "bytes")).toEqual(
      texts.map((value, i) => ({
        key: "soyou",
        value,
        timestamp: Date.UTC(2024, 0, 15, 10, 35),
        headers: { id: String(i + 1), language: "ko" },
      })),
    );
    expect(server.rules[0]!.value).toContain("소유 OR #소유 OR 소유가");
    expect(await producers.control("stop")).toBe("producer: stopped after 6 tweets");
    expect(server.rules).toEqual([]);
  });

  it("a fatal answer fails the start in one line", async () => {
    const body = problem("client-forbidden", "Client Forbidden", "no", { reason: "client-not-enrolled" });
    server = await XServer.open({
      answer: ({ path }) => (path.endsWith("/stream") ? { status: 403, body } : undefined),
    });
    await expect(open().start([source({ "track.terms": "a", topic: "none" })])).rejects.toThrow(
      "producer: GET /2/tweets/search/stream was answered 403: this app may not use streams (client-not-enrolled): it needs pay-per-use, pro or enterprise access",
    );
    expect(producers.list()).toEqual([]);
    expect(server.rules).toEqual([]);
  });

  it("1,000 disconnects lose no delivered tweet, repeat none, and keep to 50 connections in 15 minutes", {
    timeout: 120_000,
  }, async () => {
    const disconnects = 1000;
    const clock = new JumpingClock();
    const opened: number[] = [];
    const types = [
      "OperationalDisconnect",
      "UpstreamOperationalDisconnect",
      "ForceDisconnect",
      "SlowReader",
      "InternalError",
    ];
    const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
    const play: XServerOptions["stream"] = async stream => {
      const { n } = stream;
      opened.push(clock.now());
      // Two new ones, and the last one again, as a backfill would.
      await stream.write(tweetLine(2 * n - 2, `tweet ${2 * n - 2}`));
      await stream.write(tweetLine(2 * n - 1, `소유 ${2 * n - 1}`).slice(0, 40));
      await stream.write(
        tweetLine(2 * n - 1, `소유 ${2 * n - 1}`).slice(40) + tweetLine(2 * n, `아이유 ${2 * n}`),
      );
      if (n > disconnects) return;
      // The beginning of a line that was not delivered.
      if (n % 3 === 1) await stream.write(tweetLine(2 * n + 1, "not yet").slice(0, 60));
      if (n % 3 === 2) {
        const error = problem("operational-disconnect", "operational-disconnect", "…", {
          disconnect_type: types[n % types.length],
        });
        await stream.write(`${JSON.stringify({ errors: [error] })}\r\n`);
      }
      if (n % 25 === 0) return; // says nothing more: a stall
      await pause(3);
      if (n % 2 === 0) stream.end();
      else stream.reset();
    };
    server = await XServer.open({ stream: play });
    await open({ clock, stallMs: 200 }).start([
      source({ "track.terms": "소유", topic: "breaks", "output.format": "string" }),
    ]);
    const all = 2 * (disconnects + 1);
    const deadline = Date.now() + 100_000;
    while (!has(`${all + 1} produced`) && Date.now() < deadline) await pause(50);
    expect(server.streams).toBe(disconnects + 1);
    const ids = (await readTopic(broker.address, "breaks")).map(({ headers }) => Number(headers.id));
    expect(ids).toEqual(Array.from({ length: all + 1 }, (_, i) => i));
    const window = 15 * 60_000;
    for (let i = 50; i < opened.length; i++)
      expect(opened[i]! - opened[i - 50]!).toBeGreaterThanOrEqual(window);
  });
});

describe("when Kafka is away", () => {
  it("tweets are held up to the bound, X waits, and none is lost or said twice", {
    timeout: 60_000,
  }, async () => {
    const own = await openBroker();
    let written = 0;
    const total = 20_000;
    server = await XServer.open({
      stream: async stream => {
        while (written < total && stream.isOpen) {
          const lines = Array.from({ length: 100 }, () =>
            tweetLine(++written, `${written} ${"x".repeat(1500)}`),
          );
          await stream.write(lines.join(""));
        }
      },
    });
    const path = source({
      "bootstrap.servers": own.address,
      "track.terms": "a",
      topic: "held",
      "output.format": "string",
      "buffer.size": "500",
    });
    await own.send("held", []).catch(() => undefined);
    const text = await open().start([path]);
    expect(text).toContain("→ held");
    await until(() => producers.list()[0]!.match(/(\d+) produced/) !== null);
    const { address } = own;
    const restarted = await own.restart();
    expect(restarted.address).toBe(address);
    const deadline = Date.now() + 40_000;
    while (!has(`${total} produced`) && Date.now() < deadline) await new Promise(r => setTimeout(r, 50));
    const ids = (await readTopic(address, "held")).map(({ headers }) => headers.id);
    expect(new Set(ids).size).toBe(total);
    expect(ids.length).toBe(total);
    await producers.control("stop");
    await restarted.stop();
  });
});

it("long tweets go in smaller batches, and what Kafka never takes is left out and told", async () => {
  const sizes = [200_000, 300_000, 1_500_000, 10, 600_000];
  server = await XServer.open({
    stream: stream => stream.write(sizes.map((size, i) => tweetLine(i + 1, "길".repeat(size / 3))).join("")),
  });
  await open().start([source({ "track.terms": "a", topic: "large", "output.format": "string" })]);
  await until(() => has("5 received, 4 produced, 1 invalid, lag 0"));
  expect((await readTopic(broker.address, "large")).map(({ headers }) => headers.id)).toEqual([
    "1",
    "2",
    "4",
    "5",
  ]);
  expect(said.at(-1)).toBe("producer: tweet 3 is larger than Kafka's message.max.bytes and was left out");
});

describe("without credentials", () => {
  const replay = (...lines: readonly unknown[]) =>
    file(
      lines.map(line => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""),
      "tweets.ndjson",
    );
  const v2 = (id: string, text: string, at: string) => ({
    data: { id, text, author_id: "1", created_at: at, lang: "ko" },
    includes: { users: [{ id: "1", username: "fan", name: "Fan" }] },
  });

  it("a replay of mixed lines is filtered, written and ends", async () => {
    const path = replay(
      v2("1", "소유가", "2024-01-01T00:00:00.000Z"),
      v2("2", "other", "2024-01-01T00:00:01.000Z"),
      {
        id_str: "3",
        text: "#kpop &lt;3",
        user: { id_str: "9", screen_name: "old" },
        created_at: "Wed Oct 10 20:19:24 +0000 2018",
      },
      { key: "row", value: "kpop row" },
      "broken",
      { data: { id: "6", text: "kpop", author_id: "1" }, includes: { users: [null] } },
    );
    const topic = "--topic=mixed";
    await open().start([
      `--bootstrap-server=${broker.address}`,
      topic,
      `--replay=${path}`,
      "--speed=max",
      "--track.terms=소유,kpop",
    ]);
    await until(() => said.includes("producer: ended after 3 tweets"));
    expect((await readTopic(broker.address, "mixed")).map(({ key, value }) => [key, value])).toEqual([
      ["fan", "소유가"],
      ["old", "#kpop <3"],
      ["row", "kpop row"],
    ]);
    expect(producers.list()).toEqual([
      expect.stringMatching(/6 received, 3 produced, 1 filtered, 2 invalid, lag 0, ended$/),
    ]);
    expect(said).toContainEqual(expect.stringMatching(/tweets\.ndjson, line 5: no JSON/));
  });

  it("keeps the original pace, or a multiple of it, or a steady rate", async () => {
    const path = replay(
      ...[0, 1, 3].map(second => v2(String(second), `at ${second}`, `2024-01-01T00:00:0${second}.000Z`)),
    );
    const times = async (...words: string[]) => {
      const clock = new JumpingClock();
      const start = clock.now();
      await open({ clock }).start([
        `--bootstrap-server=${broker.address}`,
        "--topic=pace",
        `--replay=${path}`,
        ...words,
      ]);
      await until(() => said.some(line => line.startsWith("producer: ended after 3")));
      return clock.now() - start;
    };
    expect(await times()).toBe(3000);
    expect(await times("--speed=10x")).toBe(300);
    expect(await times("--speed=max")).toBe(0);
    expect(await times("--rate=4")).toBe(500);
  });

  it("samples with a seed are the same each time, and come at their rate", async () => {
    const play = async (topic: string, seed: string) => {
      await open().start([
        `--bootstrap-server=${broker.address}`,
        `--topic=${topic}`,
        "--rate=1000",
        `--seed=${seed}`,
      ]);
      await until(() => / [1-9]\d\d+ produced/.test(producers.list()[0]!));
      await producers.control("stop");
      return (await readTopic(broker.address, topic))
        .slice(0, 100)
        .map(({ value, headers }) => [headers.id, value]);
    };
    const first = await play("seed-1", "7");
    expect(await play("seed-2", "7")).toEqual(first);
    expect(await play("seed-3", "8")).not.toEqual(first);
  });

  it("says what is wrong with a replay", async () => {
    const start = (...words: string[]) => open().start([`--bootstrap-server=${broker.address}`, ...words]);
    await expect(start("--replay=/nowhere.ndjson")).rejects.toThrow(
      "producer: replay: /nowhere.ndjson is not there.",
    );
    await expect(start("--replay=/tmp")).rejects.toThrow(/replay: \/tmp cannot be read/);
  });
});

describe("control", () => {
  const samples = (name: string, ...words: string[]) => [
    `--bootstrap-server=${broker.address}`,
    `--name=${name}`,
    `--topic=${name}`,
    "--rate=200",
    ...words,
  ];

  it("several at once, paused, resumed, restarted and stopped by name", async () => {
    open();
    await producers.start(samples("one"));
    await producers.start(samples("two"));
    await expect(producers.start(samples("one"))).rejects.toThrow("A producer one runs already.");
    await expect(producers.control("pause")).rejects.toThrow("which one? :producer pause one | two");
    await expect(producers.control("pause", "onw")).rejects.toThrow("no producer onw; did you mean one?");
    expect(await producers.control("resume", "one")).toBe("producer one: running, not paused");

    expect(await producers.control("pause", "one")).toBe("producer one: paused");
    await until(() => has("lag 0, paused"));
    const paused = (await values("one")).length;
    await new Promise(resolve => setTimeout(resolve, 100));
    expect((await values("one")).length).toBe(paused);
    expect(await producers.control("resume", "one")).toBe("producer one: resumed");
    await until(() => Number(/ (\d+) produced/.exec(producers.list()[0]!)?.[1]) > paused + 10);
    const ids = (await readTopic(broker.address, "one")).map(({ headers }) => BigInt(headers.id!));
    expect(ids.every((id, i) => i === 0 || id === ids[i - 1]! + 1n)).toBe(true);

    expect(await producers.control("restart", "two")).toMatch(/^producer two: samples → two/);
    expect(producers.list()).toHaveLength(2);
    expect(await producers.control("stop", "two")).toMatch(/^producer two: stopped after \d+ tweets$/);
    expect(await producers.control("stop")).toMatch(/^producer one: stopped after \d+ tweets$/);
    expect(await producers.control("stop")).toBeUndefined();
  });

  it("a pause closes the stream of X, and its end opens another", async () => {
    let open_ = 0;
    server = await XServer.open({
      stream: async stream => {
        open_++;
        await stream.write(tweetLine(stream.n, "x"));
        while (stream.isOpen) await new Promise(resolve => setTimeout(resolve, 5));
        open_--;
      },
    });
    await open().start([source({ "track.terms": "a", topic: "paused" })]);
    await until(() => has("1 produced"));
    await producers.control("pause");
    await until(() => open_ === 0);
    expect(server.rules).toHaveLength(1);
    await producers.control("resume");
    await until(() => has("2 produced, 1 reconnects"));
  });
});

it("--explain and --help start nothing", async () => {
  expect(await open().start(["--track.terms=소유", "--explain"])).toContain("소유 OR #소유");
  expect(await producers.start(["--help"])).toContain("track.korean.particles");
  expect(producers.list()).toEqual([]);
});
