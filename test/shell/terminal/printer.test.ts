import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { Printer } from "../../../src/shell/terminal/printer.js";

const printer = () => {
  let letOut = 0;
  const made = new Printer(
    () => {},
    () => letOut++,
  );
  return { made, letOut: () => letOut };
};

describe("Printer", () => {
  it("gives out whole lines and keeps the one that has not ended", () => {
    const { made } = printer();
    made.write("a\nb");
    expect([made.take(), made.unended]).toEqual(["a\n", "b"]);
    made.write("c\n");
    expect([made.take(), made.unended]).toEqual(["bc\n", ""]);
  });

  it("ends an unended line before a line of its own", () => {
    const { made } = printer();
    made.write("half");
    made.line("answer");
    expect(made.take()).toBe("half\nanswer\n");
  });

  it("shows of an unended line what a terminal would", () => {
    const { made } = printer();
    made.write("10%\r\x1b[32m20%\x1b[39m");
    expect(made.unended).toBe("20%");
  });

  it("lets out a flood before it takes all memory", () => {
    const { made, letOut } = printer();
    for (let i = 0; i < 20_000; i++) made.write("0123456789\n");
    expect(letOut()).toBeGreaterThan(0);
    made.take();
    made.write("x".repeat(100_000));
    expect([made.take().length, made.unended]).toEqual([100_001, ""]);
  });

  it("takes over a stream's writes until it releases them", async () => {
    const { made } = printer();
    const stream = new PassThrough() as unknown as NodeJS.WriteStream;
    const own = made.capture(stream);
    const bytes = Buffer.from("안\n");
    stream.write(bytes.subarray(0, 2));
    await new Promise(done => stream.write(bytes.subarray(2), done));
    stream.write("c3a90a", "hex");
    expect(made.take()).toBe("안\né\n");
    own("direct ");
    made.release();
    stream.write("again");
    expect(stream.read().toString()).toBe("direct again");
  });
});
