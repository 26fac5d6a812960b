#!/usr/bin/env node
import { messageOf, UserError } from "../util/errors.js";
import { type Arguments, parseArguments, type ShellArguments } from "./command-line.js";

/** Each command loads what it needs and no more: the prompt's start does not wait for a broker's code. */
const commands: {
  [C in Arguments["command"]]: (args: Extract<Arguments, { command: C }>) => Promise<number>;
} = {
  shell: async args => {
    if (isInteractive(args)) return (await import("./interactive.js")).runInteractive(args);
    return (await import("./batch-mode.js")).runBatch(args);
  },
  broker: async args => (await import("./serve.js")).serveBroker(args),
  producer: async args => (await import("./serve.js")).serveProducer(args),
};

function isInteractive({ file, code }: ShellArguments): boolean {
  return file === undefined && code === undefined && process.stdin.isTTY && process.stdout.isTTY;
}

try {
  const args = parseArguments(process.argv.slice(2));
  const run = args && (commands[args.command] as (args: Arguments) => Promise<number>);
  process.exitCode = args ? await run!(args) : 0;
} catch (error) {
  console.error(
    `tweet-shell: ${error instanceof UserError ? error.message : ((error as Error)?.stack ?? messageOf(error))}`,
  );
  process.exitCode = 1;
}
process.exit();
