import { mkdtempSync, readdirSync, readFileSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { blocks, runPrograms } from "./run-cases.js";

interface Scenario {
  readonly name: string;
  readonly lines: readonly string[];
  readonly ordered: boolean;
  readonly output?: string;
  readonly error?: string;
}

/** Programs that keep state between micro-batches, or write to memory: the streaming engine does not do that yet. */
const later = [
  "explode_hashtags",
  "count_update",
  "count_complete",
  "global_agg",
  "window_append",
  "window_sliding",
  "dedupe_watermark",
  "sql_view",
  "memory_sink",
];

const gold = resolve("test/gold/conformance");
const scenarios: readonly Scenario[] = JSON.parse(readFileSync(join(gold, "scenarios.json"), "utf8")).filter(
  ({ name }: Scenario) => !later.includes(name),
);
let ran: Awaited<ReturnType<typeof runPrograms>>;

beforeAll(async () => {
  // Files are read in order of their times, which a checkout does not keep.
  for (const folder of readdirSync(join(gold, "data"))) {
    const files = readdirSync(join(gold, "data", folder)).sort();
    for (const [i, file] of files.entries()) {
      const time = 1_700_000_000 + 60 * i;
      utimesSync(join(gold, "data", folder, file), time, time);
    }
  }
  const programs = scenarios.map(({ lines }) =>
    lines.map(line => line.replaceAll("@DATA@", join(gold, "data"))),
  );
  ran = await runPrograms([process.execPath, "dist/bin.js"], programs, {
    TWEET_SHELL_HOME: mkdtempSync(join(tmpdir(), "home-")),
  });
});

/** Rows of a table in any order, where the program does not ask for one. */
function unordered(lines: readonly string[]): string[] {
  const result: string[] = [];
  let rows: string[] = [];
  for (const line of lines) {
    if (line.startsWith("|")) rows.push(line);
    else {
      result.push(...rows.sort(), line);
      rows = [];
    }
  }
  return [...result, ...rows.sort()];
}

describe("programs print what Spark printed", () => {
  it.each(scenarios.map((scenario, i) => [scenario.name, scenario, i] as const))("%s", (_, scenario, i) => {
    if (scenario.error !== undefined)
      return expect(ran.complaints).toContain(scenario.error.replace(/;$/, ""));
    const [printed, recorded] = [blocks(ran.printed[i]!), blocks(scenario.output!)];
    expect(scenario.ordered ? printed : unordered(printed)).toEqual(
      scenario.ordered ? recorded : unordered(recorded),
    );
  });
});
