import { defineConfig } from "vitest/config";
export default defineConfig({ test: { include: ["test/peers/connect/*.test.ts"], globalSetup: ["/work/connect/test/tmpsetup.ts"], testTimeout: 120_000, hookTimeout: 180_000, pool: "forks", poolOptions: { forks: { maxForks: 1 } } } });
