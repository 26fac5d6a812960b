/** What a Scala value is in TypeScript, as far as its members go. */
export type Receiver =
  | "array"
  | "string"
  | "number"
  | "bigint"
  | "map"
  | "set"
  | "error"
  | "state"
  | "record";

/**
 * Scala's members as TypeScript: `$0` is the value, `$1` … the arguments; with `|` the forms for one argument more each, of which
 * the first is without any. An empty form leaves the member as it stands.
 */
type Forms = Readonly<Record<string, string>>;

const sequence: Forms = {
  head: "$0[0]!",
  last: "$0.at(-1)!",
  tail: "$0.slice(1)",
  init: "$0.slice(0, -1)",
  take: "|$0.slice(0, $1)",
  drop: "|$0.slice($1)",
  takeRight: "|$0.slice(-$1)",
  dropRight: "|$0.slice(0, -$1)",
};

const array: Forms = {
  ...sequence,
  headOption: "Option($0[0])",
  lastOption: "Option($0.at(-1))",
  find: "|Option($0.find($1))",
  isEmpty: "($0.length === 0)",
  nonEmpty: "($0.length > 0)",
  size: "$0.length",
  length: "$0.length",
  indices: "scala.range(0, $0.length)",
  foreach: "|$0.forEach(($v) => void ($1)($v))",
  mkString: '$0.map(scala.text).join("")|$0.map(scala.text).join($1)||$1 + $0.map(scala.text).join($2) + $3',
  exists: "|$0.some($1)",
  forall: "|$0.every($1)",
  contains: "|$0.includes($1)",
  count: "$0.length|$0.filter($1).length",
  collect: "$0",
  filterNot: "|$0.filter($v => !($1)($v))",
  distinct: "[...new Set($0)]",
  reverse: "$0.toReversed()",
  flatten: "$0.flat()",
  sum: "scala.sum($0)",
  product: "scala.product($0)",
  min: "scala.min($0)",
  max: "scala.max($0)",
  minBy: "|scala.minBy($0, $1)",
  maxBy: "|scala.maxBy($0, $1)",
  sorted: "scala.sorted($0)",
  sortBy: "|scala.sortBy($0, $1)",
  sortWith: "|$0.toSorted(($a, $b) => ($1)($a, $b) ? -1 : 1)",
  groupBy: "|scala.groupBy($0, $1)",
  partition: "|scala.partition($0, $1)",
  zip: "|scala.zip($0, $1)",
  zipWithIndex: "scala.zipWithIndex($0)",
  grouped: "|scala.grouped($0, $1)",
  takeWhile: "|scala.takeWhile($0, $1)",
  dropWhile: "|scala.dropWhile($0, $1)",
  reduceLeft: "|$0.reduce($1)",
  foldLeft: "||$0.reduce($2, $1)",
  fold: "||$0.reduce($2, $1)",
  toSet: "new Set($0)",
  toMap: "new Map($0)",
  ...Object.fromEntries(
    ["toList", "toSeq", "toArray", "toVector", "toIndexedSeq", "iterator", "asScala", "asJava", "par"].map(
      name => [name, "$0"],
    ),
  ),
};

const string: Forms = {
  ...sequence,
  size: "$0.length",
  length: "$0.length",
  isEmpty: '($0 === "")',
  nonEmpty: '($0 !== "")',
  contains: "|$0.includes($1)",
  toInt: "scala.toInt($0)",
  toLong: "scala.toLong($0)",
  toDouble: "scala.toDouble($0)",
  toFloat: "scala.toDouble($0)",
  toBoolean: '($0 === "true")',
  capitalize: "scala.capitalize($0)",
  stripMargin: "scala.stripMargin($0)",
  stripPrefix: '|$0.replace(new RegExp("^" + $1), "")',
  stripSuffix: '|$0.replace(new RegExp($1 + "$"), "")',
  reverse: '[...$0].reverse().join("")',
  toList: "[...$0]",
  toSeq: "[...$0]",
  toCharArray: "[...$0]",
  mkString: "$0|[...$0].join($1)",
  format: "|scala.format($0, $*)|scala.format($0, $*)|scala.format($0, $*)|scala.format($0, $*)",
  equals: "|($0 === $1)",
  equalsIgnoreCase: "|($0.toLowerCase() === $1.toLowerCase())",
  matches: '|new RegExp("^(?:" + $1 + ")$").test($0)',
  getBytes: "Buffer.from($0)|Buffer.from($0)",
  map: "|[...$0].map($1)",
  filter: '|[...$0].filter($1).join("")',
  foreach: "|[...$0].forEach($1)",
};

const number: Forms = {
  toInt: "Math.trunc($0)",
  toLong: "BigInt(Math.trunc($0))",
  toDouble: "Number($0)",
  toFloat: "Number($0)",
  abs: "Math.abs($0)",
  max: "|Math.max($0, $1)",
  min: "|Math.min($0, $1)",
  isNaN: "Number.isNaN($0)",
  ...Object.fromEntries(
    ["millisecond", "second", "minute", "hour", "day"].flatMap(unit =>
      [unit, `${unit}s`].map(name => [name, `\`\${$0} ${unit}s\``]),
    ),
  ),
};

const map: Forms = {
  get: "|Option($0.get($1))",
  getOrElse: "||($0.get($1) ?? $2)",
  contains: "|$0.has($1)",
  isEmpty: "($0.size === 0)",
  nonEmpty: "($0.size > 0)",
  keys: "[...$0.keys()]",
  keySet: "new Set($0.keys())",
  values: "[...$0.values()]",
  toSeq: "[...$0]",
  toList: "[...$0]",
  toMap: "$0",
  map: "|[...$0].map($1)",
  flatMap: "|[...$0].flatMap($1)",
  filter: "|new Map([...$0].filter($1))",
  foreach: "|[...$0].forEach($1)",
  mapValues: "|scala.mapValues($0, $1)",
  updated: "||new Map([...$0, [$1, $2]])",
};

const set: Forms = {
  contains: "|$0.has($1)",
  isEmpty: "($0.size === 0)",
  nonEmpty: "($0.size > 0)",
  toSeq: "[...$0]",
  toList: "[...$0]",
  map: "|new Set([...$0].map($1))",
  filter: "|new Set([...$0].filter($1))",
  foreach: "|$0.forEach($1)",
};

const bigint: Forms = { toInt: "Number($0)", toLong: "$0", toDouble: "Number($0)", toFloat: "Number($0)" };

const error: Forms = {
  getMessage: "$0.message",
  getLocalizedMessage: "$0.message",
  getCause: "$0.cause",
  printStackTrace: "console.error($0.stack)",
};

const record: Forms = {
  get: "|$0[$1]",
  getOrElse: "||($0[$1] ?? $2)",
  contains: "|($1 in $0)",
  containsKey: "|($1 in $0)",
  keys: "Object.keys($0)",
  keySet: "Object.keys($0)",
  values: "Object.values($0)",
};

const state: Forms = { getOption: "Option($0.getOption())" };

const members: Readonly<Record<Receiver, Forms>> = {
  array,
  string,
  number,
  bigint,
  map,
  set,
  error,
  state,
  record,
};

/** A member of Scala's written as TypeScript; undefined when there is none of that name for so many arguments. */
export function scalaMember(
  receiver: Receiver,
  name: string,
  value: string,
  args: readonly string[],
): string | undefined {
  const forms = Object.hasOwn(members[receiver], name) ? members[receiver][name]!.split("|") : [];
  // A form may itself hold `||`: none does but as "no form for this many".
  const form = forms[args.length];
  return form
    ? form.replace(/\$(\*|\d)/g, (_, at: string) =>
        at === "*" ? args.join(", ") : at === "0" ? value : (args[Number(at) - 1] ?? ""),
      )
    : undefined;
}

/** Java's regular expressions where JavaScript takes a plain text: `split` and `replaceAll` of a text, and `replace` of all. */
export function javaText(name: string, value: string, args: readonly string[]): string | undefined {
  const [first, second] = args;
  if (
    name === "split" &&
    args.length === 1 &&
    first &&
    !/^(["'`])(?:[^\\^$.|?*+()[\]{}]|\\[tn])*\1$/.test(first) &&
    !first.startsWith("/") &&
    !first.startsWith("new RegExp")
  )
    return `${value}.split(new RegExp(${first}))`;
  if (name === "replaceAll" && second && !second.startsWith("() =>"))
    return `${value}.replace(new RegExp(${first}, "g"), ${second})`;
  if (name === "replaceFirst" && second) return `${value}.replace(new RegExp(${first}), ${second})`;
  if (name === "replace" && second && !first?.startsWith("new RegExp"))
    return `${value}.replaceAll(${first}, () => ${second})`;
  return undefined;
}
