import { readFileSync } from "node:fs";
import { messageOf, UserError } from "../../../util/errors.js";
import type { TlsConfig } from "../config.js";

/** Certificates and keys in PEM, from the settings' text or from the files they name (KIP-651). Java's own stores are not read. */
export function tlsConfig(given: (name: string) => string | undefined): TlsConfig {
  for (const store of ["ssl.truststore", "ssl.keystore"]) {
    const type = given(`${store}.type`);
    if (
      (type ?? "PEM").toUpperCase() !== "PEM" ||
      (!type && given(`${store}.location`)?.match(/\.(jks|p12)$/))
    )
      throw new UserError(`${store}: only PEM can be read; set ${store}.type to PEM and give PEM files`);
  }
  const ca = given("ssl.truststore.certificates") ?? file(given, "ssl.truststore.location");
  const keystore = file(given, "ssl.keystore.location");
  const cert = given("ssl.keystore.certificate.chain") ?? keystore;
  const key = given("ssl.keystore.key") ?? keystore;
  const passphrase = given("ssl.key.password");
  return {
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
    ...(passphrase && { passphrase }),
    checkHostName: given("ssl.endpoint.identification.algorithm") !== "",
  };
}

function file(given: (name: string) => string | undefined, name: string): string | undefined {
  const path = given(name);
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UserError(`${name}: ${path} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}
