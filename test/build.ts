import { execFileSync } from "node:child_process";

/** Workers and the packed shell run as built JavaScript, so the build comes before every test run. */
export default function setup(): void {
  execFileSync(process.execPath, ["scripts/build.mjs"], { stdio: "inherit" });
}
