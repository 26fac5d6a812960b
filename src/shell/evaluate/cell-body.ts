import type typescript from "typescript";
import type { TypeScript } from "./compiler.js";

/**
 * Turns a module into the body of an async function of `$cell`: imports of other cells go (their names are globals
 * when it runs), the user's imports become awaited dynamic ones, and nothing is exported.
 */
export function toCellBody(ts: TypeScript): typescript.TransformerFactory<typescript.SourceFile> {
  return context => file => {
    const { factory } = context;
    const importCall = (specifier: typescript.Expression) =>
      factory.createCallExpression(
        factory.createPropertyAccessExpression(factory.createIdentifier("$cell"), "import"),
        undefined,
        [specifier],
      );

    const visitExpression = (node: typescript.Node): typescript.Node =>
      ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && node.arguments[0]
        ? importCall(node.arguments[0])
        : ts.visitEachChild(node, visitExpression, context);

    const visitStatement = (node: typescript.Statement): typescript.Statement[] => {
      if (ts.isExportDeclaration(node)) return [];
      if (ts.isImportDeclaration(node)) return importStatement(node);
      const visited = visitExpression(node) as typescript.Statement;
      if (!ts.canHaveModifiers(visited) || !visited.modifiers) return [visited];
      return [withoutExport(visited)];
    };

    /** `import d, { a as b } from "m"` → `const { default: d, a: b } = await $cell.import("m")` */
    const importStatement = (node: typescript.ImportDeclaration): typescript.Statement[] => {
      const clause = node.importClause;
      const specifier = node.moduleSpecifier as typescript.StringLiteral;
      if (specifier.text.startsWith("./tweet-shell-cell-")) return [];
      if (clause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
      const loaded = factory.createAwaitExpression(importCall(specifier));
      if (!clause) return [factory.createExpressionStatement(loaded)];
      const declare = (name: string | typescript.BindingName, value: typescript.Expression) =>
        factory.createVariableStatement(
          undefined,
          factory.createVariableDeclarationList(
            [factory.createVariableDeclaration(name, undefined, undefined, value)],
            ts.NodeFlags.Const,
          ),
        );
      const elements: typescript.BindingElement[] = [];
      if (clause.name) elements.push(factory.createBindingElement(undefined, "default", clause.name.text));
      const bindings = clause.namedBindings;
      if (bindings && ts.isNamespaceImport(bindings)) {
        const namespace = declare(bindings.name.text, loaded);
        if (!elements.length) return [namespace];
        return [
          namespace,
          declare(factory.createObjectBindingPattern(elements), factory.createIdentifier(bindings.name.text)),
        ];
      }
      for (const element of bindings?.elements ?? [])
        if (!element.isTypeOnly)
          elements.push(
            factory.createBindingElement(
              undefined,
              (element.propertyName ?? element.name).text,
              element.name.text,
            ),
          );
      return [declare(factory.createObjectBindingPattern(elements), loaded)];
    };

    const withoutExport = (node: typescript.Statement): typescript.Statement => {
      const keep = (node as { modifiers?: readonly typescript.ModifierLike[] }).modifiers?.filter(
        modifier =>
          modifier.kind !== ts.SyntaxKind.ExportKeyword && modifier.kind !== ts.SyntaxKind.DefaultKeyword,
      );
      if (ts.isVariableStatement(node))
        return factory.updateVariableStatement(node, keep as typescript.Modifier[], node.declarationList);
      if (ts.isFunctionDeclaration(node))
        return factory.updateFunctionDeclaration(
          node,
          keep,
          node.asteriskToken,
          node.name,
          node.typeParameters,
          node.parameters,
          node.type,
          node.body,
        );
      if (ts.isClassDeclaration(node))
        return factory.updateClassDeclaration(
          node,
          keep,
          node.name,
          node.typeParameters,
          node.heritageClauses,
          node.members,
        );
      if (ts.isEnumDeclaration(node))
        return factory.updateEnumDeclaration(node, keep as typescript.Modifier[], node.name, node.members);
      return node;
    };

    return factory.updateSourceFile(file, file.statements.flatMap(visitStatement));
  };
}

/** Drops the `export {}` by which TypeScript marks a module that exports nothing. */
export function withoutExports(ts: TypeScript): typescript.TransformerFactory<typescript.SourceFile> {
  return ({ factory }) =>
    file =>
      factory.updateSourceFile(
        file,
        file.statements.filter(node => !ts.isExportDeclaration(node)),
      );
}
