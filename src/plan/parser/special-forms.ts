import { StringType } from "../../types/index.js";
import { cast, literal, unresolvedAttribute, unresolvedFunction } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { callArguments } from "./call.js";
import type { Cursor } from "./cursor.js";
import { endsAt, identifier } from "./names.js";
import { integer } from "./row.js";

type Form = (cursor: Cursor) => Expression | undefined;

const call = (name: string, ...args: readonly Expression[]): Expression => unresolvedFunction(name, args);

/** What has a syntax of its own: CASE, CAST, `trim(BOTH FROM x)` …; undefined for anything else, plain calls too. */
export function specialForm(cursor: Cursor): Expression | undefined {
  const form = Object.hasOwn(forms, cursor.symbol) ? forms[cursor.symbol] : undefined;
  if (!form) return undefined;
  if (cursor.is("CASE")) return endsAt(cursor, 1) && cursor.peek().kind !== "end" ? undefined : form(cursor);
  return cursor.peek().symbol === "(" && cursor.peek(2).symbol !== ")" ? form(cursor) : undefined;
}

const forms: Readonly<Record<string, Form>> = {
  CASE: caseWhen,
  CAST: cursor => castTo(cursor, false),
  TRY_CAST: cursor => castTo(cursor, true),
  EXTRACT(cursor) {
    if (cursor.peek(3).symbol !== "FROM" || cursor.peek(2).kind !== "word") return undefined;
    cursor.accept("EXTRACT", "(");
    const field = literal(identifier(cursor), StringType);
    cursor.expect("FROM");
    const source = cursor.rules.valueExpression(cursor);
    cursor.close();
    return call("extract", field, source);
  },
  POSITION(cursor) {
    cursor.accept("POSITION", "(");
    const value = cursor.rules.expression(cursor);
    // `x IN (y)` has been read as a predicate.
    if (
      cursor.is(")") &&
      value.kind === "unresolvedFunction" &&
      value.name === "in" &&
      value.args.length === 2
    ) {
      cursor.take();
      return call("locate", ...value.args, integer(1));
    }
    if (!cursor.accept("IN")) return plainCall(cursor, "position", value);
    const text = cursor.rules.valueExpression(cursor);
    cursor.close();
    return call("locate", value, text, integer(1));
  },
  SUBSTRING: cursor => substring(cursor),
  SUBSTR: cursor => substring(cursor),
  TRIM: trim,
  OVERLAY(cursor) {
    cursor.accept("OVERLAY", "(");
    const input = cursor.rules.expression(cursor);
    if (!cursor.accept("PLACING")) return plainCall(cursor, "overlay", input);
    const replacement = cursor.rules.valueExpression(cursor);
    cursor.expect("FROM");
    const position = cursor.rules.valueExpression(cursor);
    const length = cursor.accept("FOR") ? cursor.rules.valueExpression(cursor) : integer(-1);
    cursor.close();
    return call("overlay", input, replacement, position, length);
  },
};

/** The rest of an ordinary call, of which the first argument has been read. */
function plainCall(cursor: Cursor, name: string, first: Expression): Expression {
  const rest = cursor.accept(",") ? callArguments(cursor).args : [];
  cursor.close();
  return call(name, first, ...rest);
}

function castTo(cursor: Cursor, tolerant: boolean): Expression {
  cursor.take();
  cursor.take();
  const child = cursor.rules.expression(cursor);
  if (!cursor.accept("AS")) throw cursor.unexpected();
  const type = cursor.rules.dataType(cursor);
  cursor.expectOrMissing(")");
  return cast(child, type, true, tolerant);
}

function substring(cursor: Cursor): Expression {
  const name = cursor.take().text.toLowerCase();
  cursor.expect("(");
  const text = cursor.rules.expression(cursor);
  if (!cursor.accept("FROM")) return plainCall(cursor, name, text);
  const position = cursor.rules.valueExpression(cursor);
  const length = cursor.accept("FOR") ? [cursor.rules.valueExpression(cursor)] : [];
  cursor.close();
  return call("substring", text, position, ...length);
}

const trims: Readonly<Record<string, readonly [string, string]>> = {
  BOTH: ["trim", "trim_both"],
  LEADING: ["ltrim", "trim_leading"],
  TRAILING: ["rtrim", "trim_trailing"],
};

function trim(cursor: Cursor): Expression {
  cursor.accept("TRIM", "(");
  const side = endsAt(cursor, 1) ? undefined : cursor.acceptOneOf(Object.keys(trims));
  const [plain, withCharacters] = trims[side ?? "BOTH"]!;
  const characters = cursor.is("FROM") && !endsAt(cursor, 1) ? undefined : cursor.rules.expression(cursor);
  if (characters && !side && !cursor.is("FROM")) return plainCall(cursor, "trim", characters);
  cursor.expectOrMissing("FROM");
  const text = cursor.rules.valueExpression(cursor);
  cursor.close();
  return characters ? call(withCharacters, text, characters) : call(plain, text);
}

/** Both forms of CASE, as `case_when(c1, v1, c2, v2, …, else?)`. Where it is neither, CASE is a name. */
function caseWhen(cursor: Cursor): Expression {
  const tried = cursor.attempt("case", () => {
    cursor.take();
    const value = cursor.is("WHEN") ? undefined : cursor.rules.expression(cursor);
    const args: Expression[] = [];
    do {
      cursor.expect("WHEN");
      const condition = cursor.rules.expression(cursor);
      cursor.expect("THEN");
      args.push(value ? call("=", value, condition) : condition, cursor.rules.expression(cursor));
    } while (cursor.is("WHEN"));
    if (cursor.accept("ELSE")) args.push(cursor.rules.expression(cursor));
    cursor.expect("END");
    return call("case_when", ...args);
  });
  if ("value" in tried) return tried.value;
  if (!/^(WHEN|END|FROM)$/.test(cursor.peek().symbol)) throw tried.failure;
  return unresolvedAttribute([identifier(cursor)]);
}
