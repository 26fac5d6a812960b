import { defineConfig } from "vitest/config";

/** Tests against what users run beside the shell: kcat, real Kafka, Java clients. `scripts/peers.sh` installs them. */
export default defineConfig({
  test: {
    include: ["test/peers/**/*.test.ts"],
    globalSetup: ["test/build.ts", "test/peers/connect/setup.ts"],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    pool: "forks",
    poolOptions: { forks: { maxForks: 1 } },
  },
});
