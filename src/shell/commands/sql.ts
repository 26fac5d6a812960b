import type { Command } from "./command.js";

export const sql: Command = {
  name: "sql",
  usage: ":sql [QUERY]",
  summary: "run SQL and show its rows; alone, every line up to a ; is SQL until :sql again",
  completes: "sql",
  async run({ output, sql }, args) {
    if (args !== "") return sql.run(args);
    sql.isOn = !sql.isOn;
    output.answer(sql.isOn ? "SQL up to a ; from here on; :sql ends it" : "TypeScript and Scala again");
  },
};
