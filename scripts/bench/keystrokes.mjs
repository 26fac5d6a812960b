/** A keystroke to its echo while the type checker loads and the first line compiles: `node scripts/bench/keystrokes.mjs [RUNS]`. */
import pty from "@lydell/node-pty";
import { bin, median, percentile, temporaryFolder } from "./support.mjs";

const runs = Number(process.argv[2] ?? 5);
const { CI: _, ...env } = process.env;
const waits = [];
const firstLines = [];
for (let run = 0; run < runs; run++) await once();
console.log(
  `keystroke to echo: median ${median(waits).toFixed(1)} ms, p90 ${percentile(waits, 0.9).toFixed(1)}, p99 ${percentile(waits, 0.99).toFixed(1)}, longest ${Math.max(...waits).toFixed(1)} (${waits.length} keys)`,
);
console.log(
  `first line entered at once to its answer: median ${median(firstLines).toFixed(0)} ms of ${firstLines.map(ms => ms.toFixed(0)).join(", ")}`,
);

/** Enters a line as soon as the prompt stands, and types on while it compiles. */
async function once() {
  const terminal = pty.spawn(process.execPath, [bin, "--data-dir", temporaryFolder()], {
    cols: 100,
    rows: 30,
    env,
  });
  let seen = "";
  const looks = new Set();
  terminal.onData(text => {
    seen += text;
    for (const look of looks) look();
  });
  const until = text => {
    const from = seen.length;
    return new Promise(done => {
      const look = () => {
        if (!seen.slice(from).includes(text)) return;
        looks.delete(look);
        done(performance.now());
      };
      looks.add(look);
    });
  };
  await until("tweet> ");
  const entered = performance.now();
  terminal.write('const d = spark.readStream.format("kafka")\r');
  const answered = until("d: DataStreamReader").then(at => at - entered);
  let typed = "";
  let done = false;
  answered.then(() => {
    done = true;
  });
  while (!done && typed.length < 80) {
    await new Promise(next => setTimeout(next, 25));
    const key = "abcdefghij"[typed.length % 10];
    typed += key;
    const start = performance.now();
    const echoed = until(key);
    terminal.write(key);
    waits.push((await echoed) - start);
  }
  firstLines.push(await answered);
  terminal.kill("SIGKILL");
}
