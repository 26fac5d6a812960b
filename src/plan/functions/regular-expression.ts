import { ArrayType, BooleanType, IntegerType, StringType } from "../../types/index.js";
import { literal, unresolvedFunction } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { sqlText } from "../expressions/sql-text.js";
import { mismatch } from "./coercion.js";
import { define } from "./define.js";
import type { FunctionRow } from "./function-row.js";
import { int, string as text } from "./parameter.js";

const num = (value: number): Expression => literal(value, IntegerType);
const isNull = (expression: Expression) => expression.kind === "literal" && expression.value === null;

/** `like(str, pattern[, escape])` as `str LIKE pattern [ESCAPE 'c']`. */
function likeRow(
  name: string,
  shown: (text: string, pattern: string, escapeCharacter: string) => string,
  doc: string,
  example: string,
): FunctionRow {
  const row = define(name, "str, pattern[, escape]", [text], BooleanType, { doc, example });
  return {
    ...row,
    resolve: (args, context) => {
      const call = row.resolve(args, context);
      if ("kind" in call) return call;
      const [subject, pattern, escapeCharacter] = args.map(sqlText);
      return {
        ...call,
        sql: shown(
          subject!,
          pattern!,
          escapeCharacter === undefined || escapeCharacter === "\\" ? "" : ` ESCAPE '${escapeCharacter}'`,
        ),
      };
    },
  };
}

/** `LIKE ANY (…)` and its kin: only the text is shown. A NULL among the patterns makes it single comparisons. */
function quantified(name: string, connective: "or" | "and", negated: boolean, doc: string): FunctionRow {
  const row = define(name, "str, pattern, ...", [text], BooleanType, { doc, nullable: true });
  return {
    ...row,
    resolve: ([subject, ...patterns], context) => {
      if (!patterns.some(isNull)) {
        const call = row.resolve([subject!, ...patterns], context);
        return "kind" in call ? call : { ...call, sql: `${name}(${sqlText(subject!)})` };
      }
      const like = (pattern: Expression) => unresolvedFunction("like", [subject!, pattern]);
      const comparisons = patterns.map(pattern =>
        negated ? unresolvedFunction("not", [like(pattern)]) : like(pattern),
      );
      return context.resolve(comparisons.reduce((all, next) => unresolvedFunction(connective, [all, next])));
    },
  };
}

const replace = define(
  "regexp_replace",
  "str, regexp, rep[, position]",
  [text, text, text, int],
  StringType,
  {
    doc: "The text with what matches replaced; `$1` in the replacement is a group.",
    example: "regexp_replace('100-200', r'(\\d+)', 'num')",
    defaults: [num(1)],
  },
);

export const regularExpression: readonly FunctionRow[] = [
  likeRow(
    "like",
    (subject, pattern, escapeCharacter) => `${subject} LIKE ${pattern}${escapeCharacter}`,
    "Whether the text is like a pattern: `_` is any character, `%` any number of them.",
    "like('Spark', '_park')",
  ),
  likeRow(
    "ilike",
    (subject, pattern) => `ilike(${subject}, ${pattern})`,
    "As LIKE, whatever the case.",
    "ilike('Spark', '_Park')",
  ),
  quantified("likeany", "or", false, "Whether the text is like one of the patterns."),
  quantified("likeall", "and", false, "Whether the text is like all of the patterns."),
  quantified("notlikeany", "or", true, "Whether there is a pattern that the text is not like."),
  quantified("notlikeall", "and", true, "Whether the text is like none of the patterns."),
  ...["rlike", "regexp", "regexp_like"].map(name =>
    define(name, "str, regexp", [text, text], BooleanType, {
      doc: "Whether a regular expression (Java's syntax) matches a part of the text.",
      example: `${name}('Spark SQL', 'S[A-Z]L')`,
      kernel: "rlike",
      label: name.toUpperCase(),
    }),
  ),
  define("regexp_extract", "str, regexp[, idx]", [text, text, int], StringType, {
    doc: "What a group of the first match holds; empty without a match.",
    example: "regexp_extract('100-200', r'(\\d+)-(\\d+)', 1)",
    defaults: [num(1)],
  }),
  define("regexp_extract_all", "str, regexp[, idx]", [text, text, int], ArrayType(StringType), {
    doc: "What a group of each match holds.",
    example: "regexp_extract_all('100-200, 300-400', r'(\\d+)-(\\d+)', 1)",
    defaults: [num(1)],
  }),
  define("regexp_count", "str, regexp", [text, text], IntegerType, {
    doc: "How many matches there are.",
    example: "regexp_count('Steven and Stephen', 'Ste(v|ph)en')",
  }),
  define("regexp_instr", "str, regexp[, idx]", [text, text, int], IntegerType, {
    doc: "Where the first match begins, counted from 1; 0 without one.",
    example: "regexp_instr('user@spark.apache.org', '@[^.]*')",
    defaults: [num(0)],
  }),
  define("regexp_substr", "str, regexp", [text, text], StringType, {
    doc: "The first match; NULL without one.",
    example: "regexp_substr('Steven Jones', 'Ste(v|ph)en')",
    nullable: true,
  }),
  {
    ...replace,
    resolve: (args, context) => {
      const position = args[3];
      if (position?.kind === "literal" && typeof position.value === "number" && position.value < 1)
        throw mismatch(
          "VALUE_OUT_OF_RANGE",
          "regexp_replace",
          args,
          `The position must be between (0, 2147483647] (current value = ${position.value}).`,
        );
      return replace.resolve(args, context);
    },
  },
  define("split", "str, regex[, limit]", [text, text, int], ArrayType(StringType, false), {
    doc: "The parts of the text between the matches of a regular expression.",
    example: "split('oneAtwoBthreeC', '[ABC]')",
    defaults: [num(-1)],
  }),
];
