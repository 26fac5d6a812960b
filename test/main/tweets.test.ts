import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { freePort } from "../free-port.js";
import { expired } from "../twitter/expired-certificate.js";
import { file } from "../twitter/support.js";
import {
  bearerToken,
  consumerKey,
  consumerSecret,
  problem,
  tweetLine,
  XServer,
} from "../twitter/x-server.js";
import { spawnShell } from "./spawn-shell.js";

let server: XServer;
afterEach(() => server?.close());

const accessToken = "the-access-token";
const tokenSecret = "the-token-secret";
const secrets = [consumerKey, consumerSecret, bearerToken, accessToken, tokenSecret].flatMap(secret => [
  secret,
  Buffer.from(secret).toString("base64"),
]);

/** The old connector's file as the guide has it; only X's address is another. */
const guideFile = (url: string, more: readonly string[] = []) =>
  file(
    `name=twitter-source
connector.class=com.eneco.trading.kafka.connect.twitter.TwitterSourceConnector
tasks.max=1
topic=twitter
twitter.consumerkey=${consumerKey}
twitter.consumersecret=${consumerSecret}
twitter.token=${accessToken}
twitter.secret=${tokenSecret}
output.format=string
language=ko,en
stream.type=filter
track.terms=소유,아이유,kpop
twitter.api.base.url=${url}
${more.join("\n")}
`,
  );

const workerFile = (port: number) =>
  file(
    `bootstrap.servers=localhost:${port}
key.converter=org.apache.kafka.connect.storage.StringConverter
value.converter=org.apache.kafka.connect.storage.StringConverter
key.converter.schemas.enable=true
value.converter.schemas.enable=true
internal.key.converter=org.apache.kafka.connect.json.JsonConverter
internal.value.converter=org.apache.kafka.connect.json.JsonConverter
offset.storage.file.filename=/tmp/connect.offsets
offset.flush.interval.ms=10000
`,
    "worker.properties",
  );

const home = () => mkdtempSync(join(tmpdir(), "tweets-"));

/** Everything that a run has left below its data folder. */
function written(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");
}

describe("the guide's connector", () => {
  const texts = ["소유가 컴백했다 🎉", "아이유 콘서트\n둘째 줄", "kpop 최고", `${"길".repeat(3000)} #kpop`];
  const idOf = (i: number) => String(1_346_889_436_626_259_968n + BigInt(i));
  const play = () =>
    XServer.open({
      stream: async stream => {
        for (const [i, each] of texts.entries()) {
          const bytes = Buffer.from(tweetLine(idOf(i), each));
          // Cut within a character, and between the line and its end.
          await stream.write(bytes.subarray(0, 101));
          await stream.write(bytes.subarray(101, -2));
          await stream.write("\r\n");
        }
      },
    });

  it("runs its own files unchanged, alone, and shows no secret", async () => {
    server = await play();
    const port = await freePort();
    const folder = home();
    const shell = spawnShell(["producer", workerFile(port), guideFile(server.url)], folder);
    await shell.said("; Ctrl-C ends it");
    const commandLine = readFileSync(`/proc/${shell.process.pid}/cmdline`, "utf8");
    while (server.streams === 0) await new Promise(resolve => setTimeout(resolve, 20));
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(server.rules[0]!.value).toMatch(/^\(소유 OR .*아이유 OR .*kpop OR .*\) \(lang:ko OR lang:en\)$/);
    shell.process.kill("SIGINT");
    const { status, stdout, stderr } = await shell.ended;
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("TwitterSourceConfig values: \n\tbatch.size = 100\n");
    expect(stdout).toContain("\ttrack.terms = [소유, 아이유, kpop]\n");
    expect(stdout.match(/twitter\.\w+ = \[hidden\]/g)).toHaveLength(4);
    expect(stdout).toContain(`producer twitter-source: X by 1 rule → twitter at localhost:${port}`);
    expect(stdout).toMatch(/\nproducer twitter-source: stopped after 4 tweets\n$/);
    expect(server.rules).toEqual([]);
    for (const secret of secrets)
      expect(stdout + stderr + commandLine + written(folder)).not.toContain(secret);
  });

  it("feeds the guide's query, byte for byte, from a command of the shell", { timeout: 60_000 }, async () => {
    server = await play();
    const port = await freePort();
    const folder = home();
    const lines = [
      `:producer ${workerFile(port)} ${guideFile(server.url, ["output.format=v2"])}`,
      "Thread.sleep(500)",
      ":producers",
      `const tweets = spark.read.format("kafka").option("kafka.bootstrap.servers", "localhost:${port}").option("subscribe", "twitter").load()`,
      'tweets.select($`key`.cast("STRING"), functions.from_json($`value`.cast("STRING"), tweetSchema.v2).as("t")).select("key", "t.data.*").select("key", "id", "text").orderBy("id").show(10, false)',
      ':producer --twitter.bearertoken="typed-secret"',
      ":trace",
      ":history",
      ":producer stop",
    ];
    const { status, stdout, stderr } = await spawnShell([], folder, `${lines.join("\n")}\n`).ended;
    expect(status).toBe(1);
    for (const [i, each] of texts.entries())
      expect(stdout).toContain(`|soyou|${idOf(i)}|${each.replaceAll("\n", "\\n")}`);
    expect(stdout).toMatch(
      /producer twitter-source: X by 1 rule → twitter at localhost:\d+, .*4 received, 4 produced, lag 0\n/,
    );
    expect(stdout).toContain("producer twitter-source: stopped after 4 tweets");
    expect(stderr).toContain("--twitter.bearertoken is a secret");
    for (const secret of [...secrets, "typed-secret"])
      expect(stdout + stderr + written(folder)).not.toContain(secret);
  });

  it("shows no secret when X refuses, even one that repeats what it was sent", async () => {
    const body = problem(
      "client-forbidden",
      "Forbidden",
      `${consumerKey} ${bearerToken} ${Buffer.from(`${consumerKey}:${consumerSecret}`).toString("base64")}`,
    );
    server = await XServer.open({
      answer: ({ path }) => (path.endsWith("/stream") ? { status: 403, body } : undefined),
    });
    const shell = spawnShell(["producer", workerFile(await freePort()), guideFile(server.url)], home());
    const { status, stderr, stdout } = await shell.ended;
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^tweet-shell: producer twitter-source: GET .* was answered 403: .*\[hidden\].*\n$/,
    );
    for (const secret of secrets) expect(stdout + stderr).not.toContain(secret);
  });
});

it("a certificate that has expired is told in one line", async () => {
  const secure = createServer(expired, (_, response) => response.end()).listen(0, "127.0.0.1");
  await new Promise(resolve => secure.once("listening", resolve));
  const url = `https://localhost:${(secure.address() as AddressInfo).port}`;
  const trusted = file(expired.cert, "ca.pem");
  process.env.NODE_EXTRA_CA_CERTS = trusted;
  const shell = spawnShell(["producer", workerFile(await freePort()), guideFile(url)], home());
  delete process.env.NODE_EXTRA_CA_CERTS;
  const { status, stderr } = await shell.ended;
  secure.close();
  expect(status).toBe(1);
  expect(stderr).toBe(
    `tweet-shell: producer twitter-source: ${new URL(url).host} cannot be trusted: certificate has expired (CERT_HAS_EXPIRED)\n`,
  );
});

it("a replay in the foreground ends by itself", async () => {
  const path = file('{"id":"1","text":"소유"}\n', "replay.ndjson");
  const port = await freePort();
  const words = ["producer", "--bootstrap-server", `localhost:${port}`, "--replay", path, "--speed", "max"];
  const { status, stdout } = await spawnShell(words, home()).ended;
  expect(status).toBe(0);
  expect(stdout).toContain("\nproducer: ended after 1 tweets\n");
});
