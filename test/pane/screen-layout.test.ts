import { describe, expect, it } from "vitest";
import type { QueryView } from "../../src/contracts/query-monitor.js";
import { cellWidth } from "../../src/pane/cells.js";
import { initialView, type PaneView } from "../../src/pane/pane-view.js";
import { layoutLines, layoutScreen, type ScreenState } from "../../src/pane/screen-layout.js";
import { query, shown } from "./query.js";

type Over = Partial<Omit<ScreenState, "queries" | "view">> & {
  queries?: readonly QueryView[];
  view?: Partial<PaneView>;
};
const layout = ({ queries = [], view, ...over }: Over) =>
  layoutScreen({
    columns: 80,
    rows: 24,
    unended: "",
    queries: shown(queries),
    view: { ...initialView, ...view },
    now: 0,
    statusLines: [],
    prompt: { mark: "tweet> ", continuation: "  ...> ", text: "", cursor: 0 },
    keptHeight: 0,
    ...over,
  });
const lines = (over: Over) => layoutLines(layout(over));

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

  it("shows a line a query on a small terminal", () => {
    const queries = [query("a", 3), query("b", 3, { state: "failed", error: "gone" }), query("c", 3)];
    expect(lines({ queries, rows: 12, columns: 40, statusLines: ["producer"] })).toEqual([
      "● a · active · batch 5",
      "● b · failed · batch 5",
      "● c · active · batch 5",
      "producer",
      "tweet> ",
    ]);
    expect(lines({ queries, rows: 12, columns: 40, view: { isZoomed: true } })).toContain("|0    |");
  });

  it("puts one table below the lines of the others: big", () => {
    const queries = [query("a", 3), query("b", 30), query("c", 3)];
    const drawn = lines({ queries, rows: 20, view: { layout: "big", front: "run-b" } });
    expect(drawn.slice(0, 4)).toEqual([
      "● a · active · batch 5 · Initializing sources",
      "● c · active · batch 5 · Initializing sources",
      "● b · active · batch 5 · Initializing sources",
      "-".repeat(43),
    ]);
    expect(drawn.filter(line => line.startsWith("Batch"))).toHaveLength(1);
    expect(drawn).toHaveLength(19);
  });

  it("names the others in one line: tabs, around the front one where there are many", () => {
    const queries = Array.from({ length: 30 }, (_, i) => query(`query${i}`, 3));
    const bar = (front: number) =>
      lines({ queries, view: { layout: "tabs", front: `run-query${front}` } })[0]!;
    expect(bar(1)).toMatch(/^ 1 query0 │ 2 query1 │ 3 query2 │.*…$/);
    expect(bar(20)).toMatch(/^… .* 21 query20 │.*…$/);
    expect(bar(29)).toMatch(/^… .* 30 query29 $/);
  });

  it("sets tables side by side where they find room: tiles", () => {
    const queries = [query("a", 3), query("b", 1), query("c", 2)];
    const drawn = lines({ queries, columns: 200, rows: 60 });
    expect(drawn[0]).toMatch(/^● a · .* │ ● b · /);
    expect(drawn.findIndex(line => line.startsWith("● c"))).toBe(11);
    expect(new Set(drawn.slice(0, 10).map(line => line.indexOf("│")))).toEqual(new Set([99]));
  });

  it("gives a zoomed query everything but the prompt", () => {
    const queries = [query("a", 40), query("b", 3)];
    const view = { isZoomed: true, front: "run-a" };
    const drawn = lines({ queries, view, statusLines: ["producer"] });
    expect(drawn[0]).toContain("● a · ");
    expect(drawn.join("\n")).not.toMatch(/● b|producer/);
    expect(drawn).toHaveLength(23);
    expect(layout({ queries: [query("b", 1)], view }).heightAbovePrompt).toBe(22);
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
        for (const count of [0, 1, 3, 10, 40])
          for (const layout of ["tiles", "tabs", "big"] as const) {
            const queries = Array.from({ length: count }, (_, i) =>
              i === 1
                ? query("실패", 2, { state: "failed", error: "없는 주제 ".repeat(50) })
                : query(`큰 표 ${i}`, i * 7),
            );
            const drawn = lines({
              rows,
              columns,
              queries,
              view: { layout, hasKeys: count === 3, compares: true },
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
