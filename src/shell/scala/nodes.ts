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
  | { readonly kind: "new"; readonly type: string; readonly args: readonly Argument[] }
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
      readonly yields: boolean;
    }
  | { readonly kind: "throw"; readonly value: Expression };

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

export type Statement =
  | {
      readonly kind: "value";
      readonly keyword: "const" | "let";
      readonly pattern: string;
      readonly type: string | undefined;
      readonly value: Expression;
    }
  | {
      readonly kind: "function";
      readonly name: string;
      readonly parameters: readonly Parameter[];
      readonly type: string | undefined;
      readonly body: Expression;
    }
  | { readonly kind: "class"; readonly name: string; readonly parameters: readonly Parameter[] }
  | { readonly kind: "import"; readonly lines: readonly string[] }
  | { readonly kind: "expression"; readonly value: Expression };
