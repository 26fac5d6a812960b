import { afterEach, describe, expect, it } from "vitest";
import { Trigger } from "../../src/sql/trigger.js";
import { openSession, type TestSession } from "../session.js";
import { file } from "./support.js";
import { bearerToken, problem, tweetLine, XServer } from "./x-server.js";

let session: TestSession;
let server: XServer | undefined;
afterEach(async () => {
  await session.close();
  await server?.close();
  server = undefined;
});

const tweets = file(
  tweetLine(1_346_889_436_626_259_968n.toString(), "소유") + tweetLine(2, "other"),
  "tweets.ndjson",
);

/** What a query on the stream shows, once it shows `part`. */
async function shown(
  options: Readonly<Record<string, string>>,
  part: string,
  path?: string,
): Promise<string> {
  session = openSession();
  const reader = session.spark.readStream.format("twitter").options(options);
  const query = (path === undefined ? reader.load() : reader.load(path)).writeStream
    .format("console")
    .option("truncate", "false")
    .start();
  const deadline = Date.now() + 20_000;
  while (!session.console().includes(part) && Date.now() < deadline && query.isActive)
    await new Promise(resolve => setTimeout(resolve, 20));
  await query.stop();
  return session.console();
}

describe('spark.readStream.format("twitter")', () => {
  it("plays samples without credentials", async () => {
    expect(await shown({ rate: "1000" }, "soyou_fan")).toMatch(
      /\|key +\|value +\|id +\|language\|timestamp +\|/,
    );
  });

  it("reads X by the connector's file, byte for byte, and takes its rules back", async () => {
    server = await XServer.open({ stream: stream => stream.write(tweetLine(7, "소유 🎉")) });
    const properties = file(
      `twitter.bearertoken=${bearerToken}\ntwitter.api.base.url=${server.url}\ntrack.terms=소유\noutput.format=string\n`,
    );
    expect(await shown({}, "소유", properties)).toContain("|soyou|소유 🎉|7  |ko      |2024-01-15 10:35:00|");
    expect(server.rules).toEqual([]);
  });

  it("fails in one line when X refuses", async () => {
    const body = problem("client-forbidden", "Forbidden", bearerToken);
    server = await XServer.open({
      answer: ({ path }) => (path.endsWith("/stream") ? { status: 403, body } : undefined),
    });
    await shown(
      { "twitter.bearertoken": bearerToken, "twitter.api.base.url": server.url, "track.terms": "a" },
      "never",
    );
    const [failed] = session.backend.queries();
    expect(failed!.error).toContain(
      "Twitter[x]: GET /2/tweets/search/stream was answered 403: this app may not use streams",
    );
    expect(failed!.error).not.toContain(bearerToken);
  });

  it("reads the whole of a replay with AvailableNow, in the structured form if told", async () => {
    session = openSession();
    const query = session.spark.readStream
      .format("twitter")
      .options({ replay: tweets, speed: "max", "buffer.size": "1", "track.terms": "소유" })
      .load()
      .writeStream.format("console")
      .trigger(Trigger.AvailableNow())
      .start();
    await query.awaitTermination();
    expect(session.console()).toContain("|soyou| 소유|1346889436626259968|      ko|2024-01-15 10:35:00|");
  });
});

describe('spark.read.format("twitter")', () => {
  it("is the table of a replay", async () => {
    session = openSession();
    const table = session.spark.read.format("twitter").option("replay", tweets).load();
    expect((await table.select("id", "value").collect()).map(row => row.toSeq())).toEqual([
      [1346889436626259968n, "소유"],
      [2n, "other"],
    ]);
  });

  it.each([
    [{}, "twitter is a stream: use spark.readStream"],
    [{ reply: "x" }, "twitter: Unknown option --reply; did you mean --replay?"],
    [{ replay: "x", "batch.size": "none" }, 'twitter: batch.size cannot be "none"'],
  ])("refuses %j", (options, message) => {
    session = openSession();
    expect(() =>
      session.spark.read
        .format("twitter")
        .options(options as Record<string, string>)
        .load(),
    ).toThrow(message);
  });
});
