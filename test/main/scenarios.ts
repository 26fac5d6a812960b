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

const data = resolve("test/gold/conformance/data");

/** Tests that programs print what Spark printed. @param file under test/gold; @param missing programs that do not yet agree, and why; @param args of the shell */
export function testScenarios(
  file: string,
  missing: Readonly<Record<string, string>> = {},
  args: () => readonly string[] = () => [],
): void {
  const scenarios: readonly Scenario[] = JSON.parse(readFileSync(resolve("test/gold", file), "utf8"));
  let ran: Awaited<ReturnType<typeof runPrograms>>;

  beforeAll(async () => {
    orderFiles();
    const programs = scenarios.map(({ lines }) => lines.map(line => line.replaceAll("@DATA@", data)));
    ran = await runPrograms([process.execPath, "dist/bin.js", ...args()], programs, {
      TWEET_SHELL_HOME: mkdtempSync(join(tmpdir(), "home-")),
    });
  }, 300_000);

  const agrees = (scenario: Scenario, i: number) => {
    if (scenario.error !== undefined)
      return expect(withoutIds(ran.complaints)).toContain(withoutIds(scenario.error.replace(/;$/, "")));
    const [printed, recorded] = [blocks(ran.printed[i]!), blocks(scenario.output!)];
    expect(scenario.ordered ? printed : unordered(printed)).toEqual(
      scenario.ordered ? recorded : unordered(recorded),
    );
  };

  describe("programs print what Spark printed", () => {
    it.each(scenarios.map((scenario, i) => [scenario.name, scenario, i] as const))(
      "%s",
      (name, scenario, i) => {
        if (Object.hasOwn(missing, name)) expect(() => agrees(scenario, i)).toThrow();
        else agrees(scenario, i);
      },
    );
  });
}

/** Spark names columns with numbers of its own: `N#11390L`. */
const withoutIds = (text: string) => text.replace(/#\d+L?/g, "");

/** Files are read in order of their times, which a checkout does not keep. */
function orderFiles(): void {
  for (const folder of readdirSync(data))
    for (const [i, file] of readdirSync(join(data, folder)).sort().entries()) {
      const time = 1_700_000_000 + 60 * i;
      utimesSync(join(data, folder, file), time, time);
    }
}

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
