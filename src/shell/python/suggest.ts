/**
 * PySpark's lines as TypeScript, for whoever follows a Python guide: not run, but told to type. Line by line and by words: what needs
 * Python's blocks is named, not translated.
 */
const signs =
  /(^|\n)\s*(from\s+[\w.]+\s+import\b|import\s+pyspark|def\s+\w+\(.*\)(\s*->.*)?:|for\s+\w+\s+in\s.*:|class\s+\w+.*:\s*$|(if|while|with)\b[^({].*:\s*$|print\()|\blambda\b[\w\s,]*:|\b(True|False)\b|\\\s*\n|(^|\n)\s*#(?!!)|\[\s*["']\w+["']\s*\]\s*(==|>|<)|\b(processingTime|availableNow|queryName|truncate|once|continuous|schema|format|how|on|ascending|numRows)=[^=\s]|\bF\.\w|\)\s*&\s*~?\(/;
const assignment = /^\s*([A-Za-z_]\w*(?:\s*,\s*[A-Za-z_]\w*)*)\s*(?::\s*[\w.[\], ]+)?\s*=(?!=)\s*([\s\S]+)$/;

/** Whether a text that runs neither as TypeScript nor as Scala was meant as Python. */
export const readsAsPython = (text: string): boolean =>
  signs.test(text.replace(/(["'])(?:\\.|(?!\1).)*\1/g, "$1$1")) &&
  !/^\s*(val|var|const|let|case|import \{)\b/.test(text);

/** The TypeScript to type instead; undefined where there is none to name, and what to say of it. */
export function typescriptFor(python: string): { readonly typescript: string } | { readonly hint: string } {
  const text = python.replace(/[ \t]*\\\s*\n\s*/g, "\n  ").trim();
  if (/^(from|import)\s/.test(text) && !text.includes("\n"))
    return {
      hint: "nothing has to be imported here: spark, functions, $, col, Trigger and the types are there",
    };
  if (/^((class|if|while|with|try)\b.*:\s*(#.*)?(\n|$)|(def|for)\b.*:)/.test(text)) {
    const loop = /^for\s+(\w+)\s+in\s+(.+):\s*(.*)$/.exec(text);
    if (loop)
      return { typescript: `for (const ${loop[1]} of ${rewritten(loop[2]!)}) { ${rewritten(loop[3]!)} }` };
    const definition = /^def\s+(\w+)\(([^)]*)\)[^:]*:\s*(?:return\s+)?(.*)$/s.exec(text);
    if (definition && !definition[3]!.includes("\n"))
      return {
        typescript: `function ${definition[1]}(${parameters(definition[2]!)}) { return ${rewritten(definition[3]!.replace(/^return\s+/, "")) || "…"}; }`,
      };
    return { hint: "write the block in TypeScript, with braces: function f(x) { return …; }" };
  }
  const found = assignment.exec(text);
  if (found && !/^\s*\(?$/.test(found[1]!)) {
    const names = found[1]!.split(/\s*,\s*/);
    const target = names.length > 1 ? `[${names.join(", ")}]` : names[0];
    return { typescript: `const ${target} = ${rewritten(unwrapped(found[2]!))}` };
  }
  return { typescript: rewritten(unwrapped(text)) };
}

/** `( df\n .select() )`: the parentheses that let a chain go over lines are not needed. */
const unwrapped = (text: string): string => {
  const inner = /^\(\s*([\s\S]*?)\s*\)$/.exec(text)?.[1];
  return inner !== undefined && /\n\s*\./.test(inner) && !/^[^()]*\)/.test(inner) ? inner : text;
};

const parameters = (list: string): string => list.replace(/:\s*[\w.[\]]+/g, "");

/** Calls whose arguments Python names, as they are here. */
const calls: readonly (readonly [RegExp, string | ((...groups: string[]) => string)])[] = [
  [/\.trigger\(\s*processingTime\s*=\s*([^)]+)\)/g, ".trigger(Trigger.ProcessingTime($1))"],
  [/\.trigger\(\s*continuous\s*=\s*([^)]+)\)/g, ".trigger(Trigger.Continuous($1))"],
  [/\.trigger\(\s*availableNow\s*=\s*true\s*\)/g, ".trigger(Trigger.AvailableNow())"],
  [/\.trigger\(\s*once\s*=\s*true\s*\)/g, ".trigger(Trigger.Once())"],
  [/\.show\(\s*truncate\s*=\s*([^),]+)\)/g, ".show(20, $1)"],
  [/\.show\(\s*(\d+)\s*,\s*truncate\s*=\s*([^),]+)\)/g, ".show($1, $2)"],
  [/\.start\(\s*queryName\s*=\s*([^),]+)\)/g, ".queryName($1).start()"],
  [/\.orderBy\(\s*([^(),]+),\s*ascending\s*=\s*false\s*\)/g, ".orderBy(desc($1))"],
  [
    /\.join\(([^()]*),\s*on\s*=\s*([^(),]+|\[[^\]]*\])(?:,\s*how\s*=\s*([^(),]+))?\)/g,
    (_, right, on, how) => `.join(${right}, ${on}${how ? `, ${how}` : ""})`,
  ],
  [/\.join\(([^()]*(?:\([^()]*\))?[^()]*),\s*how\s*=\s*([^(),]+)\)/g, ".join($1, $2)"],
  [/\.foreachBatch\((\w+)\)/g, ".foreachBatch($1)"],
  [/\b(\w+)\s*=\s*(?=[^=>,()]+[,)])/g, "/* $1 */ "],
];

function rewritten(text: string): string {
  const strings: string[] = [];
  // Strings stand aside while words are exchanged.
  const keep = (literal: string): string => `\u0001${strings.push(literal) - 1}\u0002`;
  let code = text
    .replace(/[rbu]?("""|''')([\s\S]*?)\1/g, (_, _quote: string, body: string) => keep(`\`${body}\``))
    .replace(/[fF](["'])((?:\\.|(?!\1).)*)\1/g, (_, _quote: string, body: string) =>
      keep(`\`${body.replace(/\{([^}]+)\}/g, (_match, inner: string) => `\${${inner}}`)}\``),
    )
    .replace(/[rbu]?(["'])((?:\\.|(?!\1).)*)\1/g, literal => keep(literal.replace(/^[rbu]/, "")))
    .replace(/#/g, "//")
    .replace(/\bTrue\b/g, "true")
    .replace(/\bFalse\b/g, "false")
    .replace(/\bNone\b/g, "null")
    .replace(/\blambda\s+([\w\s,]*?)\s*:\s*/g, (_, names: string) =>
      names.includes(",") ? `(${names}) => ` : `${names} => `,
    )
    .replace(/\bnot\s+/g, "!")
    .replace(/\s+and\s+/g, " && ")
    .replace(/\s+or\s+/g, " || ")
    .replace(/~(?=[\w(])/g, "!")
    .replace(/(?<=[\w)\]]\s*)&(?!&)/g, "&&")
    .replace(/(?<=[\w)\]]\s*)\|(?!\|)/g, "||")
    .replace(/\bprint\(/g, "println(")
    .replace(/\bF\./g, "functions.")
    .replace(/\blen\((\w+)\)/g, "$1.length")
    .replace(/\bstr\(/g, "String(")
    .replace(/\bint\(/g, "Number(");
  code = code.replace(
    /(\w+)\[(\u0001\d+\u0002)\](?!\s*=[^=])/g,
    (_, frame: string, name: string) => `${frame}.col(${name})`,
  );
  for (const [pattern, by] of calls) code = code.replace(pattern, by as string);
  return code.replace(/\u0001(\d+)\u0002/g, (_, at: string) => strings[Number(at)]!).trim();
}
