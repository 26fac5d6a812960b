import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { seeded } from "../../seeded.js";
import { openSession } from "../../session.js";

const { spark, close } = openSession();
const folder = mkdtempSync(join(tmpdir(), "round-trip-"));
afterAll(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});

const below = seeded(1987);
const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
const maybe = (sql: string) => (below(6) === 0 ? "NULL" : sql);
const digits = (count: number) => Array.from({ length: count }, () => below(10)).join("");
const two = (n: number) => String(n).padStart(2, "0");
const day = () =>
  pick([
    `${String(1 + below(9999)).padStart(4, "0")}-${two(1 + below(12))}-${two(1 + below(28))}`,
    "0001-01-01",
    "9999-12-31",
    "1987-05-10",
    "1988-10-09",
    "1908-04-01",
  ]);
/** Offsets are written in minutes, as by Spark: instants of local mean times, which have seconds, do not come back. */
const recentDay = () =>
  pick(["1987-05-10", "1988-05-08", "9999-12-31", `${1950 + below(8000)}-${two(1 + below(12))}-11`]);
const text = () =>
  pick(["소유 🎉", "a,b", 'say "x"', "tab\\tinside", "back\\\\slash", "{}", "null", "1", "é", "a#b;c|d"]);

/** An expression of random values for each type that both formats hold. */
const values: Readonly<Record<string, () => string>> = {
  BOOLEAN: () => pick(["true", "false"]),
  TINYINT: () => `${below(256) - 128}`,
  INT: () => `${below(2 ** 32) - 2 ** 31}`,
  BIGINT: () => `${pick(["", "-"])}${digits(18)}`,
  DOUBLE: () =>
    `cast('${pick(["NaN", "Infinity", "-Infinity", "-0.0", `${below(1e9)}e${below(40) - 20}`, `0.${digits(17)}`])}' AS DOUBLE)`,
  FLOAT: () => `cast('${pick(["NaN", `${below(1e9)}e${below(20) - 10}`])}' AS FLOAT)`,
  "DECIMAL(38,18)": () => `${pick(["", "-"])}${digits(20)}.${digits(18)}`,
  STRING: () => `'${text()}'`,
  DATE: () => `DATE'${day()}'`,
  TIMESTAMP_NTZ: () =>
    `TIMESTAMP_NTZ'${day()} ${two(below(24))}:${two(below(60))}:${two(below(60))}.${digits(3)}'`,
  TIMESTAMP: () =>
    `TIMESTAMP'${recentDay()} ${two(below(24))}:${two(below(60))}:${two(below(60))}.${digits(3)}'`,
};
const nested: Readonly<Record<string, () => string>> = {
  "ARRAY<BIGINT>": () => `array(${maybe(`${digits(18)}L`)}, ${below(9)})`,
  "MAP<STRING, DOUBLE>": () => `map('k', ${maybe("1.5")}, '${text()}', 2)`,
  "STRUCT<x: STRING, y: ARRAY<STRUCT<z: INT>>>": () =>
    `named_struct('x', '${text()}', 'y', array(named_struct('z', ${maybe("1")})))`,
};

/** A table of random values, and its schema. */
function table(types: Readonly<Record<string, () => string>>) {
  const entries = Object.entries(types);
  const columns = (row: number) =>
    [`${row}`, ...entries.map(([type, make]) => `cast(${maybe(make())} AS ${type})`)].join(", ");
  const rows = Array.from({ length: 60 }, (_, i) => `(${columns(i)})`).join(",\n");
  const names = entries.map((_, i) => `c${i}`);
  return {
    frame: spark.sql(`SELECT * FROM VALUES ${rows} AS t(id, ${names.join(", ")})`),
    schema: ["id INT", ...entries.map(([type], i) => `c${i} ${type}`)].join(", "),
  };
}

const rowsOf = async (frame: ReturnType<typeof spark.sql>) =>
  (await frame.selectExpr("to_json(struct(*), map('ignoreNullFields', 'false')) AS row").collect()).map(
    String,
  );

describe.each(["UTC", "Asia/Seoul", "America/New_York"])("what is written is what is read, in %s", zone => {
  it.each([
    ["json", { ...values, ...nested }],
    ["csv", values],
    ["parquet", { ...values, ...nested }],
  ])("%s", async (format, types) => {
    spark.conf.set("spark.sql.session.timeZone", zone);
    const { frame, schema } = table(types);
    const path = join(folder, `${format}-${zone.replace("/", "-")}`);
    await frame.write.format(format).save(path);
    const back = spark.read.schema(schema).format(format).load(path);
    expect(await rowsOf(back.orderBy("id"))).toEqual(await rowsOf(frame.orderBy("id")));
  });
});
