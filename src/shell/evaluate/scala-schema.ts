import type typescript from "typescript";
import type { TypeScript } from "./compiler.js";

/** The SQL types of what Scala's closures make, which Spark reads off Scala's types. */
export class ScalaSchema {
  constructor(
    private readonly ts: TypeScript,
    private readonly checker: typescript.TypeChecker,
  ) {}

  /** Whether a number is known to be whole: Scala's Int. */
  isWhole(node: typescript.Expression): boolean {
    const { ts } = this;
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return this.isWhole(node.expression);
    if (ts.isNumericLiteral(node)) return /^[\d_]+$|^0x/i.test(node.getText());
    if (ts.isPrefixUnaryExpression(node)) return this.isWhole(node.operand);
    if (ts.isConditionalExpression(node)) return this.isWhole(node.whenTrue) && this.isWhole(node.whenFalse);
    if (ts.isBinaryExpression(node) && ["+", "-", "*", "%"].includes(node.operatorToken.getText()))
      return this.isWhole(node.left) && this.isWhole(node.right);
    if (ts.isPropertyAccessExpression(node) && ["length", "size"].includes(node.name.text)) return true;
    if (ts.isCallExpression(node) && /^(Math\.trunc|.*\.(indexOf|getInt))$/s.test(node.expression.getText()))
      return true;
    const type = this.checker.getTypeAtLocation(node);
    return type.getProperty("__int") !== undefined;
  }

  /** The DDL of the rows that an expression stands for; undefined when its type does not tell. */
  rowOf(node: typescript.Expression, name: string): string | undefined {
    const { ts } = this;
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node))
      return this.rowOf(node.expression, name);
    if (ts.isArrayLiteralExpression(node) && ts.isAsExpression(node.parent)) {
      const columns = node.elements.map((each, i) => this.column(`_${i + 1}`, this.typeOf(each)));
      return columns.includes(undefined) ? undefined : columns.join(", ");
    }
    if (this.isWhole(node)) return `${name} INT NOT NULL`;
    return this.rowOfType(this.checker.getTypeAtLocation(node), name);
  }

  /** The DDL of rows of a type: its fields, or one column of this name. */
  rowOfType(type: typescript.Type, name: string): string | undefined {
    const fields = this.fieldsOf(type);
    if (!fields) return this.column(name, this.sqlType(type));
    const columns = fields.map(([field, each]) => this.column(field, this.sqlType(each)));
    return columns.includes(undefined) ? undefined : columns.join(", ");
  }

  /** The SQL type of what an expression comes to. */
  typeOf(node: typescript.Expression): string | undefined {
    return this.isWhole(node) ? "INT" : this.sqlType(this.checker.getTypeAtLocation(node));
  }

  sqlType(type: typescript.Type): string | undefined {
    const { ts, checker } = this;
    const plain = checker.getNonNullableType(type);
    const { flags } = plain;
    if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Never)) return undefined;
    if (flags & ts.TypeFlags.BigIntLike) return "BIGINT";
    if (flags & ts.TypeFlags.StringLike) return "STRING";
    if (flags & ts.TypeFlags.BooleanLike) return "BOOLEAN";
    if (plain.isNumberLiteral()) return Number.isInteger(plain.value) ? "INT" : "DOUBLE";
    if (plain.getProperty("__int")) return "INT";
    if (flags & ts.TypeFlags.NumberLike) return "DOUBLE";
    if (plain.isUnion()) {
      const types = new Set(plain.types.map(each => this.sqlType(each)));
      return types.size === 1 ? [...types][0] : undefined;
    }
    const named = {
      Date: "TIMESTAMP",
      Timestamp: "TIMESTAMP",
      CalendarDate: "DATE",
      Uint8Array: "BINARY",
      Buffer: "BINARY",
    };
    const name = plain.symbol?.name ?? "";
    if (Object.hasOwn(named, name)) return named[name as keyof typeof named];
    const args = checker.getTypeArguments(plain as typescript.TypeReference).map(each => this.sqlType(each));
    if (name === "Option") return args[0];
    if (checker.isArrayType(plain)) return args[0] && `ARRAY<${args[0]}>`;
    if (name === "Map") return args[0] && args[1] && `MAP<${args[0]}, ${args[1]}>`;
    const fields = this.fieldsOf(plain)?.map(([field, each]) => {
      const sql = this.sqlType(each);
      return sql && `${quoted(field)}: ${sql}`;
    });
    return fields && !fields.includes(undefined) ? `STRUCT<${fields.join(", ")}>` : undefined;
  }

  /** What a function answers: its last expression, or else its type. */
  answered(
    node: typescript.Expression,
  ): { readonly value?: typescript.Expression; readonly type: typescript.Type } | undefined {
    const { ts, checker } = this;
    const [signature] = checker.getTypeAtLocation(node).getCallSignatures();
    if (!signature) return undefined;
    const type = signature.getReturnType();
    if (!ts.isArrowFunction(node)) return { type };
    if (!ts.isBlock(node.body)) return { value: node.body, type };
    const last = node.body.statements.at(-1);
    return last && ts.isReturnStatement(last) && last.expression
      ? { value: last.expression, type }
      : { type };
  }

  /** Of a collection the type of its elements. */
  elementOf(type: typescript.Type): typescript.Type | undefined {
    const { checker } = this;
    if (type.symbol?.name === "Option") return checker.getTypeArguments(type as typescript.TypeReference)[0];
    return checker.getIndexTypeOfType(type, this.ts.IndexKind.Number);
  }

  private column(name: string, type: string | undefined): string | undefined {
    const isPrimitive = ["INT", "BIGINT", "DOUBLE", "BOOLEAN"].includes(type ?? "");
    return type && `${quoted(name)} ${type}${isPrimitive ? " NOT NULL" : ""}`;
  }

  /** The fields of a tuple (`_1` …), or of an object of a class: its constructor's parameters. */
  private fieldsOf(type: typescript.Type): (readonly [string, typescript.Type])[] | undefined {
    const { checker, ts } = this;
    if (checker.isTupleType(type))
      return checker.getTypeArguments(type as typescript.TypeReference).map((each, i) => [`_${i + 1}`, each]);
    const declaration = type.symbol?.valueDeclaration;
    if (!declaration || !ts.isClassDeclaration(declaration) || !declaration.name) return undefined;
    const [made] = checker.getTypeOfSymbol(type.symbol).getConstructSignatures();
    const parameters = made?.parameters ?? [];
    if (parameters.length === 0 || !parameters.every(({ name }) => type.getProperty(name))) return undefined;
    return parameters.map(parameter => [parameter.name, checker.getTypeOfSymbol(parameter)]);
  }
}

const quoted = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : `\`${name}\``);
