import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, expect, it } from "vitest";
import { ConnectBackend } from "../../../src/connect/connect-backend.js";
import { freePort } from "../../free-port.js";
import { type FakeServer, startFakeServer } from "./fake-server.js";

let server: FakeServer | undefined;
let tls: { key: string; cert: string };
beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), "tls-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  execFileSync(
    "openssl",
    [
      ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "2"],
      ...["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
    ],
    { stdio: "ignore" },
  );
  tls = { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
});
afterEach(() => {
  server?.close();
  server = undefined;
});

const open = (url: string, ca?: string) =>
  ConnectBackend.open({
    url,
    ...(ca !== undefined && { ca }),
    broker: { ensure: async () => {} },
    notices: { info: () => {}, warn: () => {} },
  });

it("refuses a server that is too old", async () => {
  server = await startFakeServer({ version: "3.5.3" });
  await expect(open(`sc://127.0.0.1:${server.port}`)).rejects.toThrow(
    "Spark 3.5.3 is too old: Spark Connect of 4.0 or newer is needed.",
  );
});

it("says where nothing answers", async () => {
  const port = await freePort();
  await expect(open(`sc://127.0.0.1:${port}`)).rejects.toThrow(
    `Spark at 127.0.0.1:${port} does not answer (connect ECONNREFUSED 127.0.0.1:${port}). Is the Connect server running?`,
  );
});

it("sends token and headers over TLS, and never shows the token", async () => {
  server = await startFakeServer({ token: "s3cret" }, tls);
  const backend = await open(
    `sc://localhost:${server.port}/;token=s3cret;x-team=data%20team;user_id=kim`,
    tls.cert,
  );
  await backend.close();
  expect(server.seen[0]!.get("authorization")).toBe("Bearer s3cret");
  expect(server.seen[0]!.get("x-team")).toBe("data team");
  expect(server.seen[0]!.get("user-agent")).toMatch(/tweet-shell/);
  const refused = await open(`sc://localhost:${server.port}/;token=wr0ng`, tls.cert).catch(error => error);
  expect(refused.message).toBe(
    `Spark at localhost:${server.port} does not take the token: give another with sc://localhost:${server.port}/;token=….`,
  );
  expect(JSON.stringify(refused, Object.getOwnPropertyNames(refused))).not.toContain("wr0ng");
});

it("trusts no certificate that nobody vouches for", async () => {
  server = await startFakeServer({ token: "s3cret" }, tls);
  await expect(open(`sc://localhost:${server.port}/;token=s3cret`)).rejects.toThrow(
    /self-signed certificate/,
  );
  expect(server.seen).toEqual([]);
});
