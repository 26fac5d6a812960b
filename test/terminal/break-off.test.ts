import { afterAll, beforeAll, expect, it } from "vitest";
import { seeded } from "../seeded.js";
import { openShell, type ShellPty } from "./shell.js";

let shell: ShellPty;
beforeAll(async () => {
  shell = await openShell();
  await shell.enter('val stream = spark.readStream.format("rate").option("rowsPerSecond", 50).load()');
  await shell.enter('val kept = stream.writeStream.queryName("kept").format("console").start()');
});
afterAll(() => shell.kill());

const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/** What can be waited for; none of it ends by itself soon. */
const waits = [
  "kept.awaitTermination()",
  "spark.streams.awaitAnyTermination()",
  "spark.range(100000000000).count()",
  'spark.range(1000000000).selectExpr("sum(id % 7)").show()',
  "spark.range(300000).crossJoin(spark.range(300000)).count()",
  "Thread.sleep(100000)",
  "while (true) {}",
  'spark.range(10).filter(udf(() => { for (;;); }, "BOOLEAN")("id")).show()',
  "await new Promise(() => {})",
];

it("Ctrl-C at 50 instants of many waits leaves a prompt, the query that ran, and nothing else", async () => {
  const random = seeded(8);
  for (let i = 0; i < 50; i++) {
    shell.type(`${waits[random(waits.length)]}\r`);
    await sleep(random(500));
    shell.type("\x03");
    const mark = `still here ${i}`;
    // Where Ctrl-C came before the line ran, it was taken from the queue; where it came to code that keeps the thread, it takes a moment.
    await sleep(20);
    shell.type(`"${mark}"\r`);
    await shell.waitFor(`= ${mark}\n`, 20_000);
  }
  expect(await shell.enter("spark.streams.active.length")).toEqual([expect.stringMatching(/= 1$/)]);
  expect(await shell.enter("kept.isActive")).toEqual([expect.stringMatching(/= true$/)]);
  expect(shell.screen().filter(line => line.startsWith("● "))).toHaveLength(1);
  // Nothing goes on computing unseen: a key is answered at once, and no progress is shown.
  await sleep(1200);
  expect(shell.screen().join("\n")).not.toContain("Ctrl-C breaks it off");
}, 90_000);

it("Ctrl-C ends a closure of a query that never returns, and that query alone", async () => {
  await shell.enter(
    'const stuck = stream.as().filter((row: any) => { if (row.value > 20n) for (;;); return true }).writeStream.queryName("stuck").format("console").start()',
  );
  await sleep(2500);
  shell.type("\x03");
  await shell.waitFor("\nQuery stuck failed: interrupted", 20_000);
  expect(await shell.enter("kept.isActive")).toEqual([expect.stringMatching(/= true$/)]);
  expect(await shell.enter("stuck.isActive")).toEqual([expect.stringMatching(/= false$/)]);
});

it("Ctrl-C twice where nothing runs asks before it leaves", async () => {
  shell.type("\x03\x03");
  await shell.waitFor(() => shell.screen().some(line => line.startsWith("Leave? Query kept runs")));
  shell.type("n");
  expect(await shell.enter("1 + 1")).toEqual([expect.stringMatching(/= 2$/)]);
  shell.type("\x03\x03");
  await shell.waitFor(() => shell.screen().some(line => line.startsWith("Leave? ")));
  shell.type("y");
  expect(await shell.exited).toMatchObject({ exitCode: 0 });
});
