import { Command, CommanderError, InvalidArgumentError } from "commander";
import { UserError } from "../util/errors.js";
import { nearest } from "../util/nearest.js";
import { version } from "../util/version.js";

export interface ShellArguments {
  readonly command: "shell";
  readonly dataDir?: string;
  readonly conf: Readonly<Record<string, string>>;
  /** Runs a file, then the prompt. */
  readonly init?: string;
  /** Runs a file, then ends. */
  readonly file?: string;
  /** Runs code, then ends. */
  readonly code?: string;
  readonly pane: boolean;
  /** Plain lines, nothing drawn over. */
  readonly screenReader: boolean;
  /** `sc://…`: lines run on that Spark Connect server. */
  readonly remote?: string;
}

export interface BrokerArguments {
  readonly command: "broker";
  readonly dataDir?: string;
  readonly listen: string;
}

export interface ProducerArguments {
  readonly command: "producer";
  readonly dataDir?: string;
  /** As `:producer` takes them. */
  readonly args: readonly string[];
}

export type Arguments = ShellArguments | BrokerArguments | ProducerArguments;

/**
 * What the command line asks for; undefined when `--help` or `--version` has been answered.
 * @throws UserError for what it does not know, with the nearest it does
 */
export function parseArguments(argv: readonly string[]): Arguments | undefined {
  let parsed: Arguments | undefined;
  const program = new Command("tweet-shell")
    .description("A spark-shell whose language is TypeScript, with Kafka embedded.")
    .version(version, "-V, --version")
    .option("-i, --init <file>", "run a .ts or .scala file, then open the prompt")
    .option("-f, --file <file>", "run a .ts or .scala file, then end; status 1 at the first error")
    .option("-e, --eval <code>", "run code, then end")
    .option("--conf <key=value>", "set a Spark setting; may be repeated", addSetting, {})
    .option("--master <master>", "local, local[N] or local[*]", checkMaster)
    .option("--remote <url>", "run lines on a Spark Connect server, sc://HOST:PORT (default: SPARK_REMOTE)")
    .option("--data-dir <dir>", "history and broker log (default: TWEET_SHELL_HOME, or ~/.tweet-shell)")
    .option("--screen-reader", "plain lines without a live pane, as TWEET_SHELL_SCREEN_READER=1")
    .option("--no-pane", "print batches as text instead of the live pane")
    .configureOutput({ writeErr: () => {} })
    .allowExcessArguments()
    .exitOverride()
    .action((options, { args }) => {
      if (args.length > 0) throw unknownCommand(args[0]);
      const { init, file, eval: code, conf, master, pane, screenReader, dataDir } = options;
      const remote = options.remote ?? (process.env.SPARK_REMOTE || undefined);
      if (file !== undefined && code !== undefined)
        throw new UserError("-f and -e cannot be given together.");
      parsed = {
        command: "shell",
        ...(dataDir && { dataDir }),
        conf: { ...(master && { "spark.master": master }), ...conf },
        ...(init !== undefined && { init }),
        ...(file !== undefined && { file }),
        ...(code !== undefined && { code }),
        pane,
        screenReader: screenReader ?? isScreenReader(process.env),
        ...(remote !== undefined && { remote }),
      };
    });
  program
    .command("broker")
    .description("run the embedded Kafka broker in the foreground")
    .option("--listen <host:port>", "address to bind; loopback unless you say otherwise", "127.0.0.1:9092")
    .action((options, command) => {
      parsed = { command: "broker", ...dataDirOf(command), listen: options.listen };
    });
  program
    .command("producer")
    .description(
      "produce tweets in the foreground, as the properties say; without X credentials, bundled samples",
    )
    .usage("[WORKER.properties] [SOURCE.properties] [--KEY=VALUE ...]")
    .argument(
      "[words...]",
      "properties files of Kafka Connect's worker and of the source; any key as --KEY=VALUE",
    )
    .option("--bootstrap-server <host:port>", "broker to produce to")
    .option("--topic <topic>", "topic to produce to")
    .option("--rate <n>", "tweets a second")
    .option(
      "--replay <file>",
      "play a file: tweets of API v2 or v1.1, or rows of key and value, one JSON a line",
    )
    .option("--speed <10x>", "how fast a replay runs against its own times; max as fast as it goes")
    .option("--seed <n>", "shuffle the samples, always the same way")
    .option("--explain", "show the rules that X would be sent, and end")
    .allowUnknownOption()
    .action((words, options, command) => {
      const { dataDir, explain, ...named } = options;
      parsed = {
        command: "producer",
        ...dataDirOf(command),
        args: [
          ...words,
          ...Object.entries(named).map(([name, value]) => `--${dashed(name)}=${value}`),
          ...(explain ? ["--explain"] : []),
        ],
      };
    });
  for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => {} });
  try {
    program.parse(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw new UserError(
      `${error.message.replace(/^error: /, "").replace("\n", " ")}. See tweet-shell --help.`,
      { cause: error },
    );
  }
  return parsed;
}

function unknownCommand(name: string): UserError {
  const best = nearest(name, ["broker", "producer"]);
  const hint = best ? `Did you mean ${best}?` : `A file is run by -f ${name}.`;
  return new UserError(`unknown command '${name}'. ${hint} See tweet-shell --help.`);
}

/** Commander hands `--bootstrap-server` over as `bootstrapServer`. */
function dashed(name: string): string {
  return name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}

function dataDirOf(command: Command): { dataDir?: string } {
  const { dataDir } = command.optsWithGlobals();
  return dataDir === undefined ? {} : { dataDir };
}

function addSetting(pair: string, settings: Record<string, string>): Record<string, string> {
  const equals = pair.indexOf("=");
  if (equals < 1) throw new InvalidArgumentError("It should be KEY=VALUE.");
  return { ...settings, [pair.slice(0, equals)]: pair.slice(equals + 1) };
}

function checkMaster(master: string): string {
  if (!/^local(\[(\d+|\*)\])?$/.test(master))
    throw new InvalidArgumentError("It should be local, local[N] or local[*].");
  return master;
}

/** Whether the environment asks for plain lines: by this shell's own variable, or by Ink's. */
function isScreenReader({ TWEET_SHELL_SCREEN_READER, INK_SCREEN_READER }: NodeJS.ProcessEnv): boolean {
  return /^(1|true)$/i.test(TWEET_SHELL_SCREEN_READER ?? INK_SCREEN_READER ?? "");
}
