import { describe, it } from "vitest";
import { kafkaConfig } from "../../src/kafka/client/config.js";
import { probeBroker } from "../../src/kafka/client/probe.js";
import { openProducer } from "../../src/kafka/client/producer.js";
import { freePort } from "../free-port.js";
import { guideAnswers, guideLines } from "../main/guide-lines.js";
import { descendants, living, openShell } from "./shell.js";

const messages = [
  { key: "소유", value: "신곡 나왔다!! 🎉" },
  { key: "kpop_daily", value: "line one\nline two" },
  { key: null, value: "no key" },
];
const empty = ["+---+-----+", "|key|value|", "+---+-----+", "+---+-----+"];
const table = [
  "+----------+------------------+",
  "|key       |value             |",
  "+----------+------------------+",
  "|소유      |신곡 나왔다!! 🎉  |",
  "|kpop_daily|line one\\nline two|",
  "|NULL      |no key            |",
  "+----------+------------------+",
];

describe.concurrent("the guide, end to end over the embedded broker", () => {
  it.for([
    ["TypeScript", "typed"],
    ["TypeScript", "pasted"],
    ["Scala", "typed"],
    ["Scala", "pasted"],
  ] as const)("%s, %s", { timeout: 60_000 }, async ([language, how], { expect, onTestFinished }) => {
    const port = await freePort();
    const servers = `localhost:${port}`;
    const lines = guideLines(servers)[language];
    const shell = await openShell();
    onTestFinished(() => shell.kill());

    if (how === "typed") for (const line of lines) shell.type(`${line}\r`);
    else shell.paste(`${[...lines, ":producer status"].join("\n")}\n`);
    for (const answer of guideAnswers[language]) await shell.waitFor(`\n${answer}\n`, 20_000);
    await shell.waitFor(/\noutput: StreamingQuery = StreamingQuery \[id = .*, state = active\]\n/);
    if (how === "pasted") await shell.waitFor("\nno producer runs\n");
    await shell.waitFor(`\nbroker: nothing listened at ${servers}, so an embedded Kafka was started there`);

    // The first batch fixes where "latest" is, and shows the columns.
    await shell.waitFor(() => shell.table().length === empty.length, 15_000);
    expect(shell.table()).toEqual(empty);

    const producer = openProducer(kafkaConfig({ "bootstrap.servers": servers }));
    await producer.send("twitter", messages);
    await producer.close();
    await shell.waitFor(
      () => shell.screen().includes("Batch: 1") && shell.table().length === table.length,
      15_000,
    );
    expect(shell.table()).toEqual(table);

    const [said] = await shell.enter(`:producer --bootstrap-server=${servers} --rate=20`);
    expect(said).toContain("bundled samples");
    await shell.waitFor(() => shell.table().some(line => line.startsWith("|soyou_fan ")), 15_000);
    await shell.waitFor(`\nproducer: samples → twitter at ${servers}, 20/s, `);

    expect((await shell.enter("output.status")).join("\n")).toMatch(
      /^res\d+: StreamingQueryStatus = \{\n {2}"message" : "/,
    );
    expect((await shell.enter("output.lastProgress")).join("\n")).toContain(
      '    "description" : "KafkaV2[Subscribe[twitter]]",',
    );
    expect((await shell.enter("spark.streams.active")).join("\n")).toMatch(
      /: Array = Array\(StreamingQuery \[id = /,
    );
    expect((await shell.enter("output.stop()"))[0]).toMatch(/ · stopped · batch \d+ · /);
    expect(await shell.enter("output.isActive")).toEqual([expect.stringMatching(/: boolean = false$/)]);
    expect(await shell.enter("spark.streams.active.length")).toEqual([expect.stringMatching(/= 0$/)]);
    expect(shell.screen().join("\n")).not.toContain(" · active · ");

    const children = descendants(shell.pid);
    expect(children.length).toBeGreaterThan(0);
    shell.type(":quit\r");
    expect(await shell.exited).toMatchObject({ exitCode: 0 });
    await expect.poll(() => living(children)).toEqual([]);
    expect(await probeBroker("127.0.0.1", port, 1000)).toBe("closed");
  });
});
