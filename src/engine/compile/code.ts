import {
  type Attribute,
  type Cast,
  type Expression,
  type ExpressionCases,
  matchExpression,
} from "../../plan/expressions/expression.js";
import { typeOf } from "../../plan/expressions/inspect.js";
import { externalOf } from "../../types/external.js";
import { BooleanType, type Value } from "../../types/index.js";
import { specialDate, specialTimestamp } from "../../types/parse-timestamp.js";
import { toLocal } from "../../types/time-zone.js";
import { castKernel } from "../kernels/cast/cast.js";
import { equal } from "../kernels/comparison.js";
import type { KernelContext } from "../kernels/kernel.js";
import { kernels } from "../kernels/registry.js";

/** What generated code needs besides its text: constants and kernels by position, temporaries to declare. */
class CodeContext {
  readonly constants: unknown[] = [];
  readonly columns = new Set<number>();
  temporaries = 0;

  constructor(
    readonly input: readonly Attribute[],
    readonly kernel: KernelContext,
  ) {}

  constant(value: unknown): string {
    this.constants.push(value);
    return `k${this.constants.length - 1}`;
  }

  readonly temporary = (): string => `t${this.temporaries++}`;
}

/** A row function over vectors: `(columns) => (row) => value`. */
export type RowFunction = (columns: readonly { get(i: number): unknown }[]) => (row: number) => Value;

/**
 * Compiles an expression to JavaScript once, so that a row costs what the expression says and no walk over its tree.
 * @param input the columns that the batches will have, in their order
 */
export function compileRow(
  expression: Expression,
  input: readonly Attribute[],
  kernel: KernelContext,
): RowFunction {
  const context = new CodeContext(input, kernel);
  const code = emit(expression, context);
  const kernelNames = context.constants.map((_, i) => `const k${i}=k[${i}];`).join("");
  const columnNames = [...context.columns].map(i => `const c${i}=c[${i}];`).join("");
  const temporaries = Array.from({ length: context.temporaries }, (_, i) => `t${i}`);
  const declare = temporaries.length > 0 ? `let ${temporaries.join(",")};` : "";
  const text = `${kernelNames}return c=>{${columnNames}return i=>{${declare}return ${code}}}`;
  return new Function("k", text)(context.constants) as RowFunction;
}

function emit(expression: Expression, context: CodeContext): string {
  return matchExpression(expression, cases, context);
}

const unresolved = (expression: Expression): never => {
  throw new Error(`${expression.kind} where it has no value a row`);
};

const cases: ExpressionCases<string, CodeContext> = {
  attribute: (expression, context) => {
    const position = context.input.findIndex(column => column.id === expression.id);
    if (position < 0) throw new Error(`${expression.name}#${expression.id} is not among the input columns`);
    context.columns.add(position);
    return `c${position}.get(i)`;
  },
  literal: (expression, context) => context.constant(expression.value),
  alias: (expression, context) => emit(expression.child, context),
  sortOrder: (expression, context) => emit(expression.child, context),
  cast: (expression, context) => {
    const named = namedTime(expression, context.kernel);
    if (named !== undefined) return context.constant(named);
    const kernel = castKernel(typeOf(expression.child), expression.type, {
      ...context.kernel,
      tolerant: expression.tolerant,
    });
    return call(kernel, [emit(expression.child, context)], context);
  },
  functionCall: (expression, context) => {
    if (expression.name === "<=>") return nullSafeEqual(expression.args, context);
    const kernel = Object.hasOwn(kernels, expression.name) ? kernels[expression.name] : undefined;
    if (!kernel) throw new Error(`function ${expression.name} has no kernel`);
    const args = expression.args.map(argument => emit(argument, context));
    if (kernel.kind === "inline") return `(${kernel.code(args, context.temporary)})`;
    const code = kernel.make(expression.args.map(typeOf), expression.type, context.kernel);
    return kernel.kind === "loose"
      ? `${context.constant(code)}(${args.join(",")})`
      : call(code, args, context);
  },
  udfCall: ({ closure, args, external }, context) => {
    const given = args.map(argument => {
      const convert = external && externalOf(typeOf(argument), context.kernel.timeZone);
      const code = emit(argument, context);
      return convert ? `${context.constant(convert)}(${code})` : code;
    });
    return `${context.constant(closure)}(${given.join(",")})`;
  },
  lambdaFunction: (expression, context) =>
    `((${expression.params.map(param => `v${param.id}`).join(",")})=>${emit(expression.body, context)})`,
  lambdaVariable: expression => `v${expression.id}`,
  aggregateCall: unresolved,
  generatorCall: unresolved,
  windowExpression: unresolved,
  subquery: unresolved,
  multiAlias: unresolved,
  unresolvedAttribute: unresolved,
  unresolvedFunction: unresolved,
  unresolvedStar: unresolved,
  unresolvedExtract: unresolved,
  unresolvedParameter: unresolved,
  unresolvedLambda: unresolved,
};

/** What `cast('today' AS DATE)` says: only a literal may name a day. */
function namedTime({ child, type }: Cast, { timeZone, now }: KernelContext): Value | undefined {
  if (child.kind !== "literal" || typeof child.value !== "string") return undefined;
  if (type.kind === "date") return specialDate(child.value, timeZone, now());
  if (type.kind === "timestamp") return specialTimestamp(child.value, timeZone, now());
  return type.kind === "timestamp_ntz"
    ? specialTimestamp(child.value, "UTC", toLocal(now(), timeZone))
    : undefined;
}

/** NULL if an argument is, else the kernel's value. */
function call(kernel: unknown, args: readonly string[], context: CodeContext): string {
  if (args.length === 0) return `${context.constant(kernel)}()`;
  const temporaries = args.map(context.temporary);
  const anyNull = args.map((code, n) => `(${temporaries[n]}=${code})===null`).join("||");
  return `(${anyNull}?null:${context.constant(kernel)}(${temporaries.join(",")}))`;
}

function nullSafeEqual(args: readonly Expression[], context: CodeContext): string {
  const [a, b] = args.map(argument => emit(argument, context));
  const [x, y] = [context.temporary(), context.temporary()];
  const same = (equal as Extract<typeof equal, { kind: "strict" }>).make(
    args.map(typeOf),
    BooleanType,
    context.kernel,
  );
  return `((${x}=${a})===null?(${b})===null:(${y}=${b})!==null&&${context.constant(same)}(${x},${y}))`;
}
