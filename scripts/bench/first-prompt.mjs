/** Command to first prompt, against Node's bare REPL and spark-shell: `node scripts/bench/first-prompt.mjs [PAIRS]`. */
import pty from "@lydell/node-pty";
import { bin, median, sparkShell, temporaryFolder } from "./support.mjs";

const pairs = Number(process.argv[2] ?? 11);
const home = temporaryFolder();
const { CI: _, ...env } = process.env;

const runs = [];
for (let i = 0; i < pairs; i++)
  runs.push({
    ours: await prompt([process.execPath, bin, "--data-dir", home], "tweet> "),
    node: await prompt([process.execPath], "> "),
  });
console.log(
  `first prompt: median ${median(runs.map(r => r.ours)).toFixed(0)} ms, fastest ${Math.min(...runs.map(r => r.ours)).toFixed(0)} ms`,
);
console.log(
  `bare Node REPL: median ${median(runs.map(r => r.node)).toFixed(0)} ms; median ratio of pairs ${median(runs.map(r => r.ours / r.node)).toFixed(2)}`,
);
const spark = sparkShell();
if (spark) {
  const ms = await prompt(spark, "scala> ");
  console.log(`spark-shell: ${ms.toFixed(0)} ms; ratio ${(ms / median(runs.map(r => r.ours))).toFixed(0)}`);
}

/** Milliseconds from starting a command on a terminal to its prompt. */
function prompt([command, ...args], mark) {
  const start = performance.now();
  const terminal = pty.spawn(command, args, { cols: 100, rows: 30, env });
  return new Promise(done => {
    let seen = "";
    let at;
    terminal.onData(text => {
      seen += text;
      if (at === undefined && seen.includes(mark)) {
        at = performance.now() - start;
        terminal.kill("SIGKILL");
      }
    });
    terminal.onExit(() => done(at ?? Number.NaN));
  });
}
