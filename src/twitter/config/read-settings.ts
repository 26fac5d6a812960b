import { UserError } from "../../util/errors.js";
import { nearest } from "../../util/nearest.js";
import { isSecret, type ProducerArguments } from "./arguments.js";
import { ignoredKeys, keys, type Settings } from "./keys.js";
import { type PropertiesFile, readProperties } from "./properties.js";
import type { Secrets } from "./secrets.js";

export interface ReadSettings {
  readonly settings: Settings;
  /** Names of the keys that were given with a value. */
  readonly given: ReadonlySet<string>;
  /** Kafka's own settings, without a prefix. */
  readonly kafka: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
}

const names: readonly string[] = Object.values(keys).map(({ name }) => name);
const kafkaPrefix = /^(?:kafka|producer)\./;
/** Settings of a worker that its clients share. */
const kafkaOwn = /^(?:security\.protocol$|sasl\.|ssl\.|client\.id$)/;

/**
 * All settings from the files and options: an option wins over a file, a later file over an earlier one. `${env:NAME}` is
 * replaced in every value; a blank one counts as not given. What is secret becomes known to `secrets`.
 * @throws UserError for a file that cannot be read, a variable that is not set, a value that cannot be
 */
export function readSettings(
  { files, options }: ProducerArguments,
  env: NodeJS.ProcessEnv,
  secrets: Secrets,
): ReadSettings {
  const read = files.map(readProperties);
  const texts: Record<string, string> = {};
  for (const [name, raw] of [...read.map(file => file.values), options].flatMap(each => Object.entries(each)))
    texts[name] = resolved(name, raw, env).trim();
  const given = new Set(Object.keys(texts).filter(name => texts[name] !== ""));
  for (const name of given) if (isSecret(name)) secrets.add(texts[name]!);
  const settings = Object.fromEntries(
    Object.entries(keys).map(([field, key]) => [
      field,
      given.has(key.name) ? key.read(texts[key.name]!) : key.fallback,
    ]),
  ) as unknown as Settings;
  const kafka = Object.entries(texts)
    .filter(([name]) => kafkaPrefix.test(name) || kafkaOwn.test(name))
    .map(([name, value]) => [name.replace(kafkaPrefix, ""), value]);
  return {
    settings,
    given,
    kafka: { ...Object.fromEntries(kafka), "bootstrap.servers": settings.bootstrapServers },
    warnings: read.flatMap(file => [...unknownKeys(file), ...openSecrets(file)]),
  };
}

function resolved(name: string, value: string, env: NodeJS.ProcessEnv): string {
  return value.replace(/\$\{env:([^}]*)\}/g, (_, variable: string) => {
    const found = env[variable];
    if (found === undefined) throw new UserError(`${name}: the environment has no variable ${variable}.`);
    return found;
  });
}

function unknownKeys({ path, values }: PropertiesFile): string[] {
  return Object.keys(values)
    .filter(
      key => !names.includes(key) && ![ignoredKeys, kafkaPrefix, kafkaOwn].some(pattern => pattern.test(key)),
    )
    .map(key => {
      const near = nearest(key, names);
      return `${path}: ${key} is not known and has no effect${near ? `; did you mean ${near}?` : ""}`;
    });
}

function openSecrets({ path, values, isOpen }: PropertiesFile): string[] {
  const holds = Object.entries(values).some(
    ([name, value]) => isSecret(name) && value.trim() !== "" && !/^\s*\$\{env:\w+\}\s*$/.test(value),
  );
  return holds && isOpen
    ? [`${path} holds credentials and others on this machine can read it: chmod 600 ${path}`]
    : [];
}
