import { describe, expect, it } from "vitest";
import { cellWidth } from "../../src/pane/cells.js";
import { layoutLines, layoutScreen, type ScreenState } from "../../src/pane/screen-layout.js";
import { query } from "./query.js";

const layout = (over: Partial<ScreenState>) =>
  layoutScreen({
    columns: 80,
    rows: 24,
    unended: "",
    queries: [],
    statusLines: [],
    prompt: { mark: "tweet> ", continuation: "  ...> ", text: "", cursor: 0 },
    keptHeight: 0,
    ...over,
  });
const lines = (over: Partial<ScreenState>) => layoutLines(layout(over));

describe("layoutScreen", () => {
  it("is the prompt alone when there is nothing else", () => {
    expect(lines({})).toEqual(["tweet> "]);
  });

  it("stacks queries, status and prompt", () => {
    expect(
      lines({
        unended: "half",
        queries: [query("a", 1), query("b")],
        statusLines: ["producer"],
      }),
    ).toEqual([
      "half",
      "● a · active · batch 5 · Initializing sources",
      "-------------------------------------------",
      "Batch: 5",
      "-------------------------------------------",
      "+-----+",
      "|value|",
      "+-----+",
      "|0    |",
      "+-----+",
      "● b · active · Initializing sources",
      "producer",
      "tweet> ",
    ]);
  });

  it("says how many rows found no room", () => {
    const [last, status] = lines({ queries: [query("a", 50)], rows: 15 }).slice(-2);
    expect([last, status]).toEqual(["… 45 more rows", "tweet> "]);
  });

  it("tells why a query failed, and shows no table of it", () => {
    const failed = query("a", 3, { state: "failed", error: "no topic\nat all" });
    expect(lines({ queries: [failed] })).toEqual(["● a · failed · batch 5", "  no topic at all", "tweet> "]);
  });

  it("leaves the older queries out when there is no room for their headers", () => {
    const queries = Array.from({ length: 30 }, (_, i) => query(`q${i}`, 3));
    const shown = lines({ queries, rows: 12 });
    expect(shown).toHaveLength(11);
    expect(shown[0]).toContain("● q21 ");
    expect(shown.slice(-2)).toEqual(["… 21 more queries", "tweet> "]);
  });

  it("keeps the prompt where it was when a table shrinks", () => {
    const high = layout({ queries: [query("a", 9)] }).heightAbovePrompt;
    const low = layout({ queries: [query("a", 1)], keptHeight: high });
    expect(low.heightAbovePrompt).toBe(high);
    expect(layoutLines(low)).toHaveLength(high + 1);
  });

  it("never is as high as the terminal, nor wider", () => {
    for (const rows of [2, 3, 5, 10, 24, 60])
      for (const columns of [10, 40, 80, 200])
        for (const count of [0, 1, 3, 10, 40]) {
          const queries = Array.from({ length: count }, (_, i) =>
            i === 1
              ? query("실패", 2, { state: "failed", error: "없는 주제 ".repeat(50) })
              : query(`큰 표 ${i}`, i * 7),
          );
          const drawn = lines({
            rows,
            columns,
            queries,
            unended: "진행 ".repeat(100),
            statusLines: ["생산자 ".repeat(30), "broker"],
            prompt: { mark: "tweet> ", continuation: "  ...> ", text: "가".repeat(150), cursor: 150 },
            keptHeight: 1000,
          });
          expect(drawn.length, `${rows}x${columns} ${count}`).toBeLessThan(rows);
          for (const line of drawn) expect(cellWidth(line)).toBeLessThanOrEqual(columns);
        }
  });
});
