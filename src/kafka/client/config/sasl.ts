import { UserError } from "../../../util/errors.js";
import type { SaslConfig } from "../config.js";

const mechanisms: Readonly<Record<string, SaslConfig["mechanism"]>> = {
  PLAIN: "plain",
  "SCRAM-SHA-256": "scram-sha-256",
  "SCRAM-SHA-512": "scram-sha-512",
};

/** Who logs in, from `sasl.mechanism` and the user name and password that stand in `sasl.jaas.config`. */
export function saslConfig(given: (name: string) => string | undefined): SaslConfig {
  const named = given("sasl.mechanism") ?? "";
  const mechanism = mechanisms[named.toUpperCase()];
  if (!mechanism)
    throw new UserError(
      `sasl.mechanism cannot be "${named}"; supported are ${Object.keys(mechanisms).join(", ")}`,
    );
  const jaas = given("sasl.jaas.config");
  const username = quoted(jaas, "username");
  const password = quoted(jaas, "password");
  if (username === undefined || password === undefined)
    throw new UserError(
      'sasl.jaas.config has no username and password: write …LoginModule required username="NAME" password="…";',
    );
  return { mechanism, username, password };
}

/** The value of `name="…"`, with `\"` and `\\` in it undone. */
function quoted(jaas: string | undefined, name: string): string | undefined {
  const match = new RegExp(`\\b${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|'([^']*)'|([^\\s;"']+))`, "s").exec(
    jaas ?? "",
  );
  return match?.[1]?.replace(/\\(.)/gs, "$1") ?? match?.[2] ?? match?.[3];
}
