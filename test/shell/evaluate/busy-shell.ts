/** Run by `interrupt.test.ts` in a pseudo-terminal: a shell in raw mode whose entries come as lines. */
import { createRunner } from "../../../src/shell/runner.js";

const print = (text: string) => process.stdout.write(`${text}\r\n`);
const runner = createRunner({
  bindings: { println: print },
  output: { answer: print, error: text => print(`! ${text}`) },
  monitor: { queries: () => [], subscribe: () => () => {} },
  producer: { start: async () => "", control: async () => undefined, list: () => [] },
  cluster: { place: undefined, whereLinesRun: "", connect: async () => "", disconnect: async () => "" },
  topics: { list: async () => [], create: async () => false },
  onQuit: () => process.exit(),
  onTypedAhead: keys => print(`typed ahead: ${JSON.stringify(keys)}`),
});
process.stdin.setRawMode(true);
let line = "";
process.stdin.on("data", data => {
  for (const char of String(data)) {
    if (char === "\x03") runner.interrupt();
    else if (char !== "\r") line += char;
    else {
      const text = line;
      line = "";
      void runner.run(text).then(ok => print(`ended ${ok}`));
    }
  }
});
void runner.run("'ready'");
