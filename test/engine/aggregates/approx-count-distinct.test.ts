import { afterAll, expect, it } from "vitest";
import { openSession } from "../../session.js";

const { spark, close } = openSession();
afterAll(close);

/** What Spark 4.1.1 answers for so many values, with `of` and the relative deviations below. */
const recorded: readonly (readonly number[])[] = [
  [1, 1, 1, 1, 1, 1],
  [5, 5, 5, 5, 5, 5],
  [10, 10, 10, 10, 12, 10],
  [20, 20, 20, 20, 20, 22],
  [50, 52, 49, 50, 54, 51],
  [100, 103, 104, 100, 111, 108],
  [300, 296, 296, 301, 314, 315],
  [399, 397, 397, 400, 342, 401],
  [450, 437, 437, 449, 368, 472],
  [500, 484, 492, 500, 394, 528],
  [600, 612, 586, 599, 408, 608],
  [700, 698, 675, 697, 433, 667],
  [900, 919, 890, 893, 664, 802],
  [1200, 1171, 1245, 1196, 869, 1089],
  [1500, 1400, 1441, 1507, 1408, 1426],
  [1900, 1825, 1823, 1910, 1933, 1703],
  [2300, 2177, 2239, 2307, 2076, 2112],
  [2560, 2450, 2472, 2556, 2125, 2274],
  [2700, 2540, 2566, 2690, 2339, 2401],
  [3500, 3214, 3273, 3491, 3164, 3240],
  [5000, 4671, 4632, 4957, 4700, 4936],
  [20000, 19522, 18604, 19867, 18488, 18713],
  [100000, 95546, 97299, 100425, 89779, 95072],
];
const expressions = [
  "approx_count_distinct(id)",
  "approx_count_distinct(cast(id AS STRING))",
  "approx_count_distinct(id, 0.01)",
  "approx_count_distinct(id, 0.2)",
  "approx_count_distinct(cast(id AS DOUBLE), 0.1)",
];

it.each(recorded.map(([count, ...answers]) => [count!, answers] as const))(
  "%i different values",
  async (count, answers) => {
    const [row] = await spark
      .range(count)
      .selectExpr(...expressions)
      .collect();
    expect(row!.toSeq().map(Number)).toEqual(answers);
  },
);
