/** Scala as the shell reads it: enough of the language for what is typed at a Spark prompt. Types are TypeScript's already. */
export type Expression =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "name"; readonly name: string }
  | {
      readonly kind: "template";
      readonly tag: string;
      readonly chunks: readonly string[];
      readonly values: readonly Expression[];
    }
  | { readonly kind: "select"; readonly object: Expression; readonly name: string }
  | { readonly kind: "apply"; readonly callee: Expression; readonly args: readonly Argument[] }
  | {
      readonly kind: "infix";
      readonly left: Expression;
      readonly operator: string;
      readonly right: Expression;
      readonly at: number;
    }
  | { readonly kind: "prefix"; readonly operator: string; readonly operand: Expression }
  | { readonly kind: "lambda"; readonly parameters: readonly Parameter[]; readonly body: Expression }
  | { readonly kind: "tuple"; readonly items: readonly Expression[] }
  | {
      readonly kind: "new";
      readonly type: string;
      readonly args: readonly Argument[];
      /** Of a class without a name. */
      readonly members?: readonly Statement[];
    }
  | { readonly kind: "match"; readonly value: Expression; readonly cases: readonly Case[] }
  /** `{ case … => … }`: a function of one value. */
  | { readonly kind: "cases"; readonly cases: readonly Case[] }
  | {
      readonly kind: "try";
      readonly body: Expression;
      readonly cases: readonly Case[];
      readonly last: Expression | undefined;
    }
  | {
      readonly kind: "if";
      readonly condition: Expression;
      readonly then: Expression;
      readonly otherwise: Expression | undefined;
    }
  | { readonly kind: "block"; readonly statements: readonly Statement[] }
  | { readonly kind: "assign"; readonly target: Expression; readonly value: Expression }
  | { readonly kind: "while"; readonly condition: Expression; readonly body: Expression }
  | {
      readonly kind: "for";
      readonly name: string;
      readonly over: Expression;
      readonly body: Expression;
      /** How the values that it yields are gathered. */
      readonly yields: "map" | "flatMap" | false;
    }
  | { readonly kind: "throw"; readonly value: Expression }
  | { readonly kind: "return"; readonly value: Expression }
  | { readonly kind: "cast"; readonly value: Expression; readonly type: string };

export interface Case {
  readonly pattern: Pattern;
  readonly guard: Expression | undefined;
  readonly body: Expression;
}

/** What a `case` matches (https://www.scala-lang.org/files/archive/spec/2.13/08-pattern-matching.html). */
export type Pattern =
  | { readonly kind: "any" }
  | { readonly kind: "bind"; readonly name: string; readonly pattern: Pattern }
  | { readonly kind: "typed"; readonly type: string }
  | { readonly kind: "equal"; readonly value: Expression }
  | { readonly kind: "either"; readonly patterns: readonly Pattern[] }
  | { readonly kind: "tuple"; readonly items: readonly Pattern[] }
  | { readonly kind: "sequence"; readonly items: readonly Pattern[]; readonly rest: string | undefined }
  | { readonly kind: "object"; readonly name: string; readonly items: readonly Pattern[] };

export interface Argument {
  readonly name?: string;
  readonly value: Expression;
  /** `xs: _*` */
  readonly spread?: boolean;
}

export interface Parameter {
  /** A name, or a destructuring pattern. */
  readonly name: string;
  readonly type?: string;
  readonly fallback?: Expression;
}

export interface ClassStatement {
  readonly kind: "class";
  readonly of: "class" | "case class" | "object";
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly parent: { readonly type: string; readonly args: readonly Argument[] } | undefined;
  readonly members: readonly Statement[];
}

export type Statement =
  | {
      readonly kind: "value";
      readonly keyword: "const" | "let";
      readonly pattern: string;
      readonly type: string | undefined;
      /** Undefined for `_`, and where a class leaves it to others. */
      readonly value: Expression | undefined;
    }
  | {
      readonly kind: "function";
      readonly name: string;
      readonly parameters: readonly Parameter[];
      readonly type: string | undefined;
      /** Without parentheses: of a class, a property. */
      readonly isProperty: boolean;
      /** Undefined where a class leaves it to others. */
      readonly body: Expression | undefined;
    }
  | ClassStatement
  | { readonly kind: "import"; readonly lines: readonly string[] }
  | { readonly kind: "expression"; readonly value: Expression };
