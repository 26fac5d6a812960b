import { describe, expect, it } from "vitest";
import { Trigger } from "../../src/sql/trigger.js";

describe("Trigger.ProcessingTime", () => {
  it.each([
    ["5 seconds", 5000],
    ["5 second", 5000],
    ["interval 1 minute 30 seconds", 90_000],
    ["1.5 seconds", 1500],
    ["250 milliseconds", 250],
    ["1 hour", 3_600_000],
  ])("reads %s", (text, ms) =>
    expect(String(Trigger.ProcessingTime(text))).toBe(`ProcessingTimeTrigger(${ms})`),
  );

  it.each([
    ["abc", "[INVALID_INTERVAL_FORMAT.UNRECOGNIZED_NUMBER] Error parsing 'abc' to interval."],
    ["5 parsecs", "Invalid unit parsecs. SQLSTATE: 22006"],
    ["5", "[INVALID_INTERVAL_FORMAT.MISSING_UNIT]"],
    ["", "[INVALID_INTERVAL_FORMAT.INPUT_IS_EMPTY]"],
    ["1 month", "Doesn't support month or year interval: 1 month"],
    ["-5 seconds", "requirement failed: the interval of trigger should not be negative"],
  ])("refuses %j as Spark does", (text, message) =>
    expect(() => Trigger.ProcessingTime(text)).toThrow(message),
  );
});
