import { chmodSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { keyHelp } from "../../../src/twitter/config/key-help.js";
import { keys } from "../../../src/twitter/config/keys.js";
import { config, configOf, file } from "../support.js";

/** The old connector's file as the guide has it, with credentials that cannot be. */
const guideFile = `name=twitter-source
connector.class=com.eneco.trading.kafka.connect.twitter.TwitterSourceConnector
tasks.max=1
topic=twitter
twitter.consumerkey=the-consumer-key
twitter.consumersecret=the-consumer-secret
twitter.token=the-access-token
twitter.secret=the-token-secret
output.format=string
language=ko,en
stream.type=filter
track.terms=소유,아이유,kpop
`;

describe("the connector's own file", () => {
  it("is read unchanged, terms whole, and logged with its secrets hidden", () => {
    const read = config([file(guideFile)]);
    expect(read.topic).toBe("twitter");
    expect(read.name).toBe("twitter-source");
    expect(read.track).toMatchObject({ terms: ["소유", "아이유", "kpop"], languages: ["ko", "en"] });
    expect(read.origin).toMatchObject({ kind: "x", streamType: "filter" });
    expect(read.warnings).toEqual([]);
    expect(read.log).toBe(
      [
        "TwitterSourceConfig values: ",
        "\tbatch.size = 100",
        "\tbatch.timeout = 0.1",
        "\tlanguage = [ko, en]",
        "\toutput.format = string",
        "\tstream.type = filter",
        "\ttopic = twitter",
        "\ttrack.follow = []",
        "\ttrack.locations = []",
        "\ttrack.terms = [소유, 아이유, kpop]",
        "\ttwitter.app.name = KafkaConnectTwitterSource",
        "\ttwitter.consumerkey = [hidden]",
        "\ttwitter.consumersecret = [hidden]",
        "\ttwitter.secret = [hidden]",
        "\ttwitter.token = [hidden]",
      ].join("\n"),
    );
  });

  it("has the old connector's defaults, and without a file the guide's", () => {
    const read = configOf({ "track.terms": "kpop" });
    expect([read.topic, read.outputFormat]).toEqual(["tweets", "structured"]);
    expect(read.settings).toMatchObject({ batchSize: 100, batchTimeout: 0.1, streamType: "filter" });
    const guide = config([]);
    expect([guide.topic, guide.outputFormat, guide.origin]).toEqual([
      "twitter",
      "string",
      { kind: "samples", rate: 2 },
    ]);
  });

  it("with blank credentials plays samples", () => {
    const blank = guideFile.replace(/^(twitter\.\w+)=.*$/gm, "$1=");
    expect(config([file(blank)]).origin).toEqual({ kind: "samples", rate: 2 });
  });
});

describe("Java's properties syntax", () => {
  it.each([
    ["a continuation", "track.terms=소유,\\\n   아이유", ["소유", "아이유"]],
    ["escapes", "track.terms=\\uC18C\\uC720,k\\u0070op", ["소유", "kpop"]],
    ["a colon", "track.terms : kpop", ["kpop"]],
    ["a space", "track.terms kpop", ["kpop"]],
    ["comments", "# track.terms=a\n! track.terms=b\ntrack.terms=c", ["c"]],
    ["the later of two", "track.terms=a\ntrack.terms=b", ["b"]],
    ["decomposed letters, which become NFC", `track.terms=${"소유".normalize("NFD")}`, ["소유"]],
    ["spaces around commas", "track.terms = new york ,  kpop  ", ["new york", "kpop"]],
    ["a byte order mark", "\ufefftrack.terms=kpop", ["kpop"]],
    ["Windows' line ends", "track.terms=kpop\r\ntopic=t\r\n", ["kpop"]],
  ])("%s", (_what, text, terms) => expect(config([file(text)]).track.terms).toEqual(terms));

  it("refuses what is not UTF-8, and a file that is not there", () => {
    expect(() => config([file(Buffer.from([0x74, 0x3d, 0xbc, 0xd2]))])).toThrow(/: it is not UTF-8; save it/);
    expect(() => config(["/nowhere/x.properties"])).toThrow(
      "Cannot read the properties file /nowhere/x.properties: it is not there.",
    );
  });
});

describe("the later wins", () => {
  it("worker, source, options", () => {
    const worker = file("bootstrap.servers=broker:1\ntopic=first\n", "worker.properties");
    const source = file("topic = 트윗\n# a comment\n");
    const read = config([worker, source, "--rate=50", "--kafka.acks", "1"]);
    expect(read.topic).toBe("트윗");
    expect(read.origin).toEqual({ kind: "samples", rate: 50 });
    expect(read.kafka).toEqual({ "bootstrap.servers": "broker:1", acks: "1" });
    expect(config([source, "--topic=x"]).topic).toBe("x");
    expect(config([worker, "--bootstrap-server", "other:2"]).bootstrapServers).toBe("other:2");
  });

  it("a value may come from the environment", () => {
    const source = file("twitter.bearertoken=${env:X_TOKEN}\ntrack.terms=${env:TERMS},kpop\n");
    const read = config([source], { X_TOKEN: "from-the-environment", TERMS: "소유" });
    expect(read.origin).toMatchObject({ credentials: { token: "from-the-environment" } });
    expect(read.track.terms).toEqual(["소유", "kpop"]);
    expect(() => config([source], { TERMS: "" })).toThrow(
      "twitter.bearertoken: the environment has no variable X_TOKEN.",
    );
  });
});

describe("converters of the worker", () => {
  const string = "org.apache.kafka.connect.storage.StringConverter";
  const json = "org.apache.kafka.connect.json.JsonConverter";
  it.each([
    [{}, { key: "string", text: "string", struct: "json" }],
    [{ "value.converter": string }, { key: "string", text: "string", struct: "json" }],
    [{ "value.converter": json }, { key: "string", text: "json-envelope", struct: "json-envelope" }],
    [
      { "value.converter": json, "value.converter.schemas.enable": "false", "key.converter": json },
      { key: "json-envelope", text: "json", struct: "json" },
    ],
    [
      { "value.converter.schemas.enable": "true" },
      { key: "string", text: "string", struct: "json-envelope" },
    ],
  ])("%j", (lines, converters) =>
    expect(configOf({ "track.terms": "a", ...lines }).converters).toEqual(converters),
  );

  it("says that Avro cannot be written, and refuses others", () => {
    const avro = { "track.terms": "a", "value.converter": "io.confluent.connect.avro.AvroConverter" };
    expect(configOf(avro).warnings).toEqual([expect.stringContaining("needs a Schema Registry")]);
    expect(() => configOf({ ...avro, "value.converter": "x.ProtobufConverter" })).toThrow(
      "value.converter cannot be x.ProtobufConverter: known are Connect's StringConverter and JsonConverter.",
    );
  });
});

const refused: readonly (readonly [lines: Record<string, string>, message: string])[] = [
  [
    { "stream.type": "fliter" },
    'stream.type cannot be "fliter": it is filter or sample; did you mean filter?',
  ],
  [{ "stream.type": "FILTER" }, "stream.type cannot be"],
  [{}, "stream.type=filter needs something to track"],
  [{ "output.format": "json" }, 'output.format cannot be "json": it is structured or string or v2'],
  [{ "batch.size": "many" }, 'batch.size cannot be "many": it is a whole number of 1 or more.'],
  [{ "batch.size": "0" }, "batch.size cannot be"],
  [{ "batch.timeout": "-1" }, "batch.timeout cannot be"],
  [{ "track.follow": "123,soyou" }, 'track.follow: "soyou" is no user\'s id'],
  [{ "track.follow": "123," }, 'track.follow: "" is no user\'s id'],
  [{ "track.follow": "9223372036854775808" }, "is no user's id"],
  [{ "track.locations": "1,2,3" }, "track.locations: 3 numbers are no boxes"],
  [{ "track.locations": "1,2,3,east" }, 'track.locations: "east" is no number of degrees'],
  [{ "track.locations": "1,2,0,3" }, "the south-west corner comes first"],
  [{ "track.locations": "-181,2,3,4" }, "a longitude is -180 to 180"],
  [{ "track.locations": "1,2,3,91" }, "a latitude is -90 to 90"],
  [{ "track.terms": "a", language: "korean" }, 'language: no rule of X can ask for "korean"'],
  [{ "track.terms": "a", "twitter.backfill.minutes": "6" }, "it is a whole number from 0 to 5"],
  [
    { "track.terms": "a", "twitter.api.base.url": "http://api.example.com" },
    "http is for this machine alone",
  ],
  [{ "track.terms": "a", "twitter.api.base.url": "ftp://127.0.0.1" }, "http is for this machine alone"],
  [{ "track.terms": "a", "twitter.api.base.url": "api.x.com" }, "is no address such as"],
  [
    { "connector.class": "com.eneco.trading.kafka.connect.twitter.TwitterSinkConnector" },
    "connector.class cannot be",
  ],
  [{ "twitter.bearertoken": "", "twitter.consumerkey": "key" }, "twitter.consumersecret is missing"],
  [{ "twitter.bearertoken": "", "twitter.token": "token" }, "twitter.consumerkey is missing"],
];

describe("refuses before anything is sent", () => {
  it.each(refused)("%j", (lines, message) => expect(() => configOf(lines)).toThrow(message));

  it.each([
    [["--tpoic=x"], "Unknown option --tpoic; did you mean --topic?"],
    [["--topic"], "--topic needs a value"],
    [["--rate=fast"], 'rate cannot be "fast": it is a number from 0.001 to 100000.'],
    [["--replay=x", "--speed=quick"], 'speed cannot be "quick"'],
    [
      ["--twitter.bearertoken=AAAA1234"],
      "--twitter.bearertoken is a secret, and a command line is seen by others",
    ],
    [["--kafka.sasl.jaas.config=x"], "is a secret"],
  ])("%j", (words, message) => expect(() => config(words)).toThrow(message));

  it("does not repeat the secret that it refuses", () =>
    expect(() => config(["--twitter.consumersecret=do-not-show"])).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("do-not-show") }),
    ));
});

describe("says, and goes on", () => {
  it("for unknown keys, with the nearest", () =>
    expect(
      configOf({ "track.tems": "a", "track.terms": "b", "offset.flush.interval.ms": "1" }).warnings,
    ).toEqual([
      expect.stringMatching(/: track\.tems is not known and has no effect; did you mean track\.terms\?$/),
    ]));

  it("for several tasks, empty terms, and codes that X spells otherwise", () => {
    const { warnings, track } = configOf({ "tasks.max": "4", "track.terms": "a,,b", language: "zh" });
    expect(track).toMatchObject({ terms: ["a", "b"], languages: ["zh-CN", "zh-TW"] });
    expect(warnings).toEqual([
      "language: zh is asked for as zh-CN and zh-TW, which are X's codes",
      "track.terms: an empty term between two commas is left out",
      "tasks.max=4: one stream is opened; X gives an app no more",
    ]);
  });

  it("when others can read the credentials", () => {
    const path = file(guideFile);
    chmodSync(path, 0o644);
    expect(config([path]).warnings).toEqual([
      `${path} holds credentials and others on this machine can read it: chmod 600 ${path}`,
    ]);
    const harmless = file("twitter.bearertoken=${env:TOKEN}\ntrack.terms=a\n");
    chmodSync(harmless, 0o644);
    expect(config([harmless], { TOKEN: "secret" }).warnings).toEqual([]);
  });
});

it("lists every key", () => {
  for (const { name } of Object.values(keys)) expect(keyHelp()).toContain(`  ${name} `);
});

it("takes secrets out of any text, however they are spelt", () => {
  const { secrets } = config([file(guideFile)]);
  const basic = Buffer.from("the-consumer-secret").toString("base64");
  expect(secrets.scrub(`a the-consumer-key b the-token-secret c ${basic}`)).toBe(
    "a [hidden] b [hidden] c [hidden]",
  );
});
