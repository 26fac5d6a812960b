import { appendFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { StateReader, StateWriter } from "../../../src/engine/state/codec.js";
import { StateStore } from "../../../src/engine/state/state-store.js";
import { seeded } from "../../seeded.js";

const folder = () => mkdtempSync(join(tmpdir(), "state-"));
const bytes = (text: string) => Buffer.from(text);

function contents(store: StateStore): Map<string, string> {
  const found = new Map<string, string>();
  for (const { key, value } of store.entries()) found.set(key.toString(), value.toString());
  return found;
}

describe("the codec", () => {
  it.each([
    [null],
    [undefined],
    [true],
    [0],
    [-0],
    [127],
    [128],
    [-1],
    [2 ** 31],
    [Number.NaN],
    [0.1],
    [-(2n ** 63n)],
    [10n ** 37n],
    ["소유 🎉"],
    [Uint8Array.of(1, 2)],
    [Int32Array.of(-1, 7)],
    [[1, [null, "x"], 2n]],
    [new Set(["a", 1n])],
    [new Date(1_600_000_000_000)],
    [{ sum: 1n, count: 3, inner: { a: null } }],
    [
      new Map<unknown, unknown>([
        ["a", [1n]],
        [2, null],
      ]),
    ],
  ])("gives back %o", value => {
    expect(new StateReader().decode(Buffer.from(new StateWriter().write(value).take()))).toEqual(value);
  });

  it("refuses what is not plain data", () => {
    expect(() => new StateWriter().write(new Error("x"))).toThrow("a Error cannot be kept");
  });
});

describe("a state store", () => {
  it.each([1, 2, 3, 4, 5, 6])(
    "holds what a map holds, whatever is put, removed and restarted (seed %i)",
    seed => {
      const random = seeded(seed);
      const dir = folder();
      // Small limits: many segments, most of them read from the files.
      const limits = { memoryBytes: 4096, segmentBytes: 1024 };
      let expected = new Map<string, { value: string; expiry?: number }>();
      let committed = expected;
      let batch = -1;
      let store = new StateStore(dir, batch, limits);
      for (let step = 0; step < 300; step++) {
        expected = new Map(committed);
        for (let change = random(60); change > 0; change--) {
          const key = `k${random(200)}`;
          if (random(4) === 0) expect(store.remove(bytes(key))).toBe(expected.delete(key));
          else {
            const value = "v".repeat(random(50)) + step;
            const expiry = random(3) === 0 ? undefined : (step + random(20)) * 700_000;
            store.put(bytes(key), bytes(value), expiry);
            expected.set(key, expiry === undefined ? { value } : { value, expiry });
          }
        }
        if (random(3) === 0) {
          const time = step * 700_000;
          const gone = [...store.takeExpired(time)].map(entry => entry.key.toString()).sort();
          const due = [...expected].filter(([, entry]) => entry.expiry !== undefined && entry.expiry <= time);
          expect(gone).toEqual(due.map(([key]) => key).sort());
          for (const [key] of due) expected.delete(key);
        }
        expect(store.size).toBe(expected.size);
        if (random(5) > 0) {
          store.commit(++batch);
          committed = expected;
        }
        if (random(6) === 0) {
          store.close();
          store = new StateStore(dir, batch, limits);
          expected = committed;
        } else if (expected !== committed) {
          store.close();
          store = new StateStore(dir, batch, limits);
        }
        expect(contents(store)).toEqual(new Map([...committed].map(([key, { value }]) => [key, value])));
      }
      expect(readdirSync(dir).length).toBeLessThan(60);
      store.close();
    },
  );

  it("goes back to the batch that the checkpoint knows", () => {
    const dir = folder();
    const store = new StateStore(dir, -1);
    store.put(bytes("a"), bytes("1"));
    store.commit(0);
    store.put(bytes("a"), bytes("2"));
    store.commit(1);
    store.close();
    const again = new StateStore(dir, 0);
    expect(again.get(bytes("a"))?.toString()).toBe("1");
    again.close();
  });

  it("names a file that is damaged, and a batch that is not there", () => {
    const dir = folder();
    const store = new StateStore(dir, -1);
    store.put(bytes("key"), bytes("value"));
    store.commit(0);
    store.close();
    const file = join(dir, "1.log");
    expect(() => new StateStore(dir, 3)).toThrow(/does not hold the state of batch 3; it ends at batch 0/);
    const whole = readFileSync(file);
    whole[4]! ^= 1;
    writeFileSync(file, whole);
    expect(() => new StateStore(dir, 0)).toThrow(`${file} of the checkpoint is damaged at byte 0`);
  });

  it("cuts off what an open batch left behind", () => {
    const dir = folder();
    const store = new StateStore(dir, -1);
    store.put(bytes("key"), bytes("value"));
    store.commit(0);
    store.close();
    appendFileSync(join(dir, "1.log"), Buffer.from([1, 200]));
    const again = new StateStore(dir, 0);
    expect(contents(again)).toEqual(new Map([["key", "value"]]));
    again.close();
  });
});
