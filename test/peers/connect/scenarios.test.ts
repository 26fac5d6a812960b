import { beforeAll } from "vitest";
import { testScenarios } from "../../main/scenarios.js";
import { sharedServer, sharedUrl } from "./shared-server.js";

// The programs of `test/main/conformance.test.ts`, their lines unchanged, on a real Spark.
beforeAll(async () => void (await sharedServer()));

testScenarios("conformance/scenarios.json", {}, () => [
  ...["--remote", sharedUrl()],
  ...["--conf", "spark.sql.shuffle.partitions=2"],
]);
