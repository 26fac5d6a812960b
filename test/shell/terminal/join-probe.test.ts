import { expect, it } from "vitest";
import { JoinProbe } from "../../../src/shell/terminal/join-probe.js";

it("learns from where the cursor stands behind each sample what the terminal joins", () => {
  const probe = new JoinProbe();
  expect(probe.question()).toContain("👨‍👩‍👧");
  expect(probe.question()).toBe("");
  const answers = [3, 5, 7, 4].map(column => probe.answer(`\x1b[1;${column}R`));
  expect(answers).toEqual([
    "partly",
    "partly",
    "partly",
    { joiner: true, modifier: false, variation: false },
  ]);
  expect(probe.answer("\x1b[1;2R")).toBeUndefined();
});

it("takes no other key", () => {
  const probe = new JoinProbe();
  expect(probe.answer("\x1b[1;2R")).toBeUndefined();
  probe.question();
  expect(probe.answer("\x1b[A")).toBeUndefined();
});
