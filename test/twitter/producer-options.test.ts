import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { producerOptions } from "../../src/twitter/producer-options.js";

function file(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), "properties-")), "some.properties");
  writeFileSync(path, text);
  return path;
}

describe("producer options", () => {
  it("has the guide's topic and broker by default", () => {
    expect(producerOptions([])).toMatchObject({
      topic: "twitter",
      bootstrapServers: "localhost:9092",
      rate: 2,
    });
  });

  it("takes the later file over the earlier, and options over both", () => {
    const worker = file("bootstrap.servers=broker:1\ntopic=first\n");
    const source = file("topic = 트윗\n# a comment\ntwitter.consumerkey=k\n");
    expect(producerOptions([worker, source, "--rate=50"])).toMatchObject({
      bootstrapServers: "broker:1",
      topic: "트윗",
      rate: 50,
      hasCredentials: true,
      kafka: { "bootstrap.servers": "broker:1" },
    });
    expect(producerOptions([source, "--topic=x"]).topic).toBe("x");
  });

  it.each([
    [["--tpoic=x"], "Unknown option --tpoic; did you mean --topic?"],
    [["--topic"], "--topic needs a value"],
    [["--rate=fast"], "--rate=fast is not a number"],
    [["/nowhere/x.properties"], "Cannot read the properties file /nowhere/x.properties: it is not there."],
  ])("refuses %j", (args, message) => expect(() => producerOptions(args)).toThrow(message));
});
