import type { Argument, ClassStatement, Expression, Parameter, Statement } from "./nodes.js";

/** How the parts of a class are printed. */
export interface ClassPrinter {
  expression(node: Expression): string;
  args(list: readonly Argument[]): string;
  parameters(list: readonly Parameter[]): string;
  /** A function's braces. */
  braces(body: Expression, isVoid: boolean): string;
  statement(statement: Statement): string;
}

/** A class; an `object` is the one value of a class of its own. */
export function printClass(node: ClassStatement, printer: ClassPrinter): string {
  const { name, of, parent } = node;
  const text = `class ${name}${parent ? ` extends ${parent.type}` : of === "case class" ? " extends CaseClass" : ""} ${printBody(node, printer)}`;
  return of === "object" ? `const ${name} = new (${text})();` : text;
}

/** `new Parent(…) { members }`: of a class without a name. */
export function printAnonymous(
  node: Expression & { kind: "new" },
  members: readonly Statement[],
  printer: ClassPrinter,
): string {
  const body = printBody(
    { kind: "class", of: "class", name: "", parameters: [], parent: { type: node.type, args: [] }, members },
    printer,
  );
  return `new (class extends ${node.type} ${body})(${printer.args(node.args)})`;
}

function printBody({ of, parameters, parent, members }: ClassStatement, printer: ClassPrinter): string {
  const parts: string[] = [];
  if (of === "case class") {
    const optional = parameters.filter(({ type }) => type?.startsWith("Option<")).map(({ name }) => name);
    if (optional.length > 0) parts.push(`static readonly optional = ${JSON.stringify(optional)};`);
  }
  const isDerived = of === "case class" || parent !== undefined;
  const set = members.filter(({ kind }) => kind === "expression").map(each => printer.statement(each));
  if (parameters.length > 0 || set.length > 0 || (parent && parent.args.length > 0)) {
    const given = parameters.map(parameter => `readonly ${printer.parameters([parameter])}`);
    const base = isDerived ? [`super(${parent ? printer.args(parent.args) : ""});`] : [];
    parts.push(`constructor(${given.join(", ")}) { ${[...base, ...set].join(" ")} }`);
  }
  for (const member of members) {
    if (member.kind === "value") {
      const { pattern, type, value } = member;
      const typed = type ? `: ${type}` : "";
      parts.push(value ? `${pattern}${typed} = ${printer.expression(value)};` : `${pattern}!${typed};`);
    } else if (member.kind === "function" && member.body) {
      const { name, parameters: list, type, body, isProperty } = member;
      // What the parent calls with a number is called a Long in Scala too.
      const given = parent
        ? list.map(each => (each.type === "bigint" ? { ...each, type: "Long" } : each))
        : list;
      const result = type && type !== "any" ? `: ${type}` : "";
      parts.push(
        `${isProperty ? "get " : ""}${name}(${printer.parameters(given)})${result} ${printer.braces(body, type === "void")}`,
      );
    }
  }
  return `{ ${parts.join(" ")} }`;
}
