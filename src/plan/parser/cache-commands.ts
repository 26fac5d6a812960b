import type { Cursor } from "./cursor.js";
import { multipartName } from "./names.js";
import { optionList } from "./option-list.js";
import type { Statement } from "./statement.js";

/** `CACHE [LAZY] TABLE t [OPTIONS (…)] [[AS] query]` */
export function cacheTable(cursor: Cursor): Statement {
  cursor.take();
  const lazy = cursor.accept("LAZY");
  cursor.expect("TABLE");
  const name = multipartName(cursor);
  if (cursor.accept("OPTIONS")) optionList(cursor);
  const hasQuery = cursor.accept("AS") || (cursor.token.kind !== "end" && !cursor.is(";"));
  return { kind: "cacheTable", name, lazy, plan: hasQuery ? cursor.rules.query(cursor) : null };
}

export function uncacheTable(cursor: Cursor): Statement {
  cursor.take();
  cursor.expect("TABLE");
  const ifExists = cursor.accept("IF", "EXISTS");
  return { kind: "uncacheTable", name: multipartName(cursor), ifExists };
}

export function clearCache(cursor: Cursor): Statement {
  cursor.take();
  cursor.expectOrMissing("CACHE", true);
  return { kind: "clearCache" };
}

export function refresh(cursor: Cursor): Statement {
  cursor.take();
  cursor.expect("TABLE");
  return { kind: "refreshTable", name: multipartName(cursor) };
}
