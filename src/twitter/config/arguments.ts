import { UserError } from "../../util/errors.js";
import { nearest } from "../../util/nearest.js";
import { keys } from "./keys.js";

/** What `:producer` was told: properties files, and settings that win over them. */
export interface ProducerArguments {
  readonly files: readonly string[];
  readonly options: Readonly<Record<string, string>>;
  readonly explain: boolean;
}

/** Options that are spelt as Kafka's own tools spell them. */
const aliases: Readonly<Record<string, string>> = { "bootstrap-server": "bootstrap.servers" };

const known = new Map(Object.values(keys).map(key => [key.name, key]));

/**
 * `[FILE…] [--KEY=VALUE …] [--explain]`; any key of the properties is an option too, its value behind `=` or a space.
 * @throws UserError for an unknown option (naming the nearest), one without a value, and for a secret, which would be seen
 */
export function readArguments(words: readonly string[]): ProducerArguments {
  const files: string[] = [];
  const options: Record<string, string> = {};
  let explain = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === "--explain") explain = true;
    else if (word.startsWith("--")) {
      const [option, ...rest] = word.slice(2).split("=");
      const name = knownName(option!);
      const value = rest.length > 0 ? rest.join("=") : words[++i];
      if (value === undefined || (rest.length === 0 && value.startsWith("--")))
        throw new UserError(`--${option} needs a value: --${option}=…`);
      if (isSecret(name) && !/^\$\{env:\w+\}$/.test(value))
        throw new UserError(
          `--${option} is a secret, and a command line is seen by others: write it into the properties file, or --${option}='\${env:NAME}'.`,
        );
      options[name] = value;
    } else files.push(word);
  }
  return { files, options, explain };
}

/** The key that an option names. @throws UserError with the nearest, when there is none */
export function knownName(option: string): string {
  const name = aliases[option] ?? option;
  if (known.has(name) || name.startsWith("kafka.")) return name;
  const names = [...known.keys(), ...Object.keys(aliases), "explain"];
  const near = nearest(option, names);
  throw new UserError(
    `Unknown option --${option}${near ? `; did you mean --${near}?` : ""} Options are --topic, --bootstrap-server, --replay, --speed, --rate, --seed, --explain, and every key of the properties file.`,
  );
}

/** Whether a key's value must not be seen: the credentials, and Kafka's passwords. */
export function isSecret(name: string): boolean {
  return known.get(name)?.isSecret ?? /password|jaas|keystore\.key|secret/i.test(name);
}
