import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { clientsFor } from "../kafka/support/client.js";
import { temporaryDirectory } from "../kafka/support/temporary.js";
import { startRealKafka } from "./real-kafka.js";

const login = (name: string, password: string) =>
  `org.apache.kafka.common.security.plain.PlainLoginModule required username="${name}" password="${password}"`;

test("SASL/PLAIN: the right password gets in, a wrong one is told so and never repeated", async () => {
  const real = await startRealKafka(
    {
      "sasl.enabled.mechanisms": "PLAIN",
      "sasl.mechanism.inter.broker.protocol": "PLAIN",
      "listener.name.sasl_plaintext.plain.sasl.jaas.config": `${login("admin", "a")} user_admin="a" user_kim="pass;word";`,
    },
    "SASL_PLAINTEXT",
  );
  onTestFinished(() => real.stop());
  const as = (password: string) =>
    clientsFor(real.bootstrap, {
      "security.protocol": "SASL_PLAINTEXT",
      "sasl.mechanism": "PLAIN",
      "sasl.jaas.config": `${login("kim", password)};`,
    });
  const { reader, producer } = as("pass;word");
  await expect
    .poll(() => producer.send("t", [{ key: null, value: "a" }]).catch(() => undefined), { timeout: 20_000 })
    .toMatchObject([{ baseOffset: 0n }]);
  expect(await reader.offsets([{ topic: "t", partition: 0 }], "latest")).toEqual([1n]);
  const refused = await as("wrong-secret")
    .reader.partitions({ kind: "subscribe", topics: ["t"] })
    .catch(error => error);
  expect(refused.message).toMatch(/refuses the login/);
  expect(refused.message).not.toContain("wrong-secret");
});

test("TLS: PEM certificates are trusted when given, and not otherwise", async () => {
  const dir = temporaryDirectory();
  const [key, cert, store] = [join(dir, "key.pem"), join(dir, "cert.pem"), join(dir, "store.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"];
  execFileSync(
    "openssl",
    ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", cert, ...subject],
    { stdio: "ignore" },
  );
  execFileSync("sh", ["-c", `cat "${key}" "${cert}" > "${store}"`]);
  const real = await startRealKafka(
    {
      "ssl.keystore.type": "PEM",
      "ssl.keystore.location": store,
      "ssl.truststore.type": "PEM",
      "ssl.truststore.location": cert,
    },
    "SSL",
  );
  onTestFinished(() => real.stop());
  const over = (options: Record<string, string>) =>
    clientsFor(real.bootstrap, { "security.protocol": "SSL", ...options });
  const trusting = {
    "ssl.truststore.type": "PEM",
    "ssl.truststore.certificates": readFileSync(cert, "utf8"),
  };
  const { reader, producer } = over(trusting);
  await expect
    .poll(() => producer.send("t", [{ key: null, value: "a" }]).catch(() => undefined), { timeout: 20_000 })
    .toMatchObject([{ baseOffset: 0n }]);
  expect(await reader.offsets([{ topic: "t", partition: 0 }], "latest")).toEqual([1n]);
  await expect(over({}).reader.offsets([{ topic: "t", partition: 0 }], "latest")).rejects.toThrow(
    /self-signed certificate/,
  );
});
