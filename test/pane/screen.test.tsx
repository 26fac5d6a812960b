import { render } from "ink-testing-library";
import { describe, expect, it } from "vitest";
import { initialView } from "../../src/pane/pane-view.js";
import { Screen } from "../../src/pane/screen.js";
import { layoutLines, layoutScreen } from "../../src/pane/screen-layout.js";
import { query, shown } from "./query.js";

describe("Screen", () => {
  it("draws each line of its layout, no more and no less", () => {
    const failed = query("b", 2, { state: "failed", error: "🎉 broke" });
    const layout = layoutScreen({
      columns: 60,
      rows: 20,
      unended: "half",
      queries: shown([query("가", 12), failed]),
      view: initialView,
      now: 0,
      statusLines: ["producer", ""],
      prompt: { mark: "tweet> ", continuation: "  ...> ", text: "f(\n\n안녕", cursor: 6 },
      keptHeight: 0,
    });
    const { lastFrame } = render(<Screen layout={layout} color={false} />);
    expect(lastFrame()!.split("\n")).toEqual(layoutLines(layout).map(line => line.trimEnd()));
  });

  it("keeps the lines that are held free", () => {
    const state = {
      columns: 60,
      rows: 20,
      unended: "",
      queries: shown([query("a")]),
      view: initialView,
      now: 0,
      statusLines: ["producer"],
      prompt: { mark: "> ", continuation: "", text: "x", cursor: 1 },
      keptHeight: 5,
    };
    const { lastFrame } = render(<Screen layout={layoutScreen(state)} color={false} />);
    expect(lastFrame()!.split("\n")).toEqual([
      "● a · active · Initializing sources",
      "",
      "",
      "",
      "producer",
      "> x",
    ]);
  });
});
