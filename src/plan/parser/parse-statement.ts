import { cacheTable, clearCache, refresh, uncacheTable } from "./cache-commands.js";
import { explain, insert, unsupported, use } from "./commands.js";
import type { Cursor, ParseOptions } from "./cursor.js";
import { describe } from "./describe-commands.js";
import { parseAll } from "./parse.js";
import { query } from "./query.js";
import { resetCommand, setCommand } from "./set-commands.js";
import { show } from "./show-commands.js";
import type { Statement } from "./statement.js";
import { createView, dropCommand } from "./view-commands.js";

const commands: Readonly<Record<string, (cursor: Cursor) => Statement>> = {
  CREATE: createView,
  DROP: dropCommand,
  SHOW: show,
  DESCRIBE: describe,
  DESC: describe,
  SET: setCommand,
  RESET: resetCommand,
  EXPLAIN: cursor => explain(cursor, statement),
  CACHE: cacheTable,
  UNCACHE: uncacheTable,
  CLEAR: clearCache,
  REFRESH: refresh,
  USE: use,
  INSERT: insert,
  ...Object.fromEntries(
    "ADD ALTER ANALYZE CALL COMMENT DECLARE DELETE EXECUTE LIST LOAD MERGE MSCK REPAIR REPLACE TRUNCATE UPDATE"
      .split(" ")
      .map(word => [word, unsupported]),
  ),
  ...Object.fromEntries(
    "GRANT REVOKE EXPORT IMPORT LOCK UNLOCK COMMIT ROLLBACK DFS".split(" ").map(word => [word, notValid]),
  ),
};

/**
 * A query or a command.
 * @throws ParseException as Spark does
 */
export function parseStatement(sql: string, options?: ParseOptions): Statement {
  return parseAll(sql, options, statement);
}

/** Commands of Hive's that Spark knows only to refuse. */
function notValid(cursor: Cursor): Statement {
  const first = cursor.take();
  throw cursor.errorFrom(
    first,
    "INVALID_STATEMENT_OR_CLAUSE",
    `The statement or clause: ${first.symbol} is not valid.`,
    "42601",
  );
}

function statement(cursor: Cursor): Statement {
  const command = Object.hasOwn(commands, cursor.symbol) ? commands[cursor.symbol] : undefined;
  return Object.freeze(
    command ? cursor.nested(() => command(cursor)) : { kind: "query", plan: query(cursor) },
  );
}
