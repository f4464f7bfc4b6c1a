import ts from 'typescript';
import { isProduct } from '../paths.ts';
import { nodesOf, type Rule } from '../rule.ts';

const readsEnv = (node: ts.Node): node is ts.Node => {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'env' && node.expression.getText() === 'process';
  if (ts.isElementAccessExpression(node)) return /^process\[['"]env['"]\]$/.test(node.getText());
  if (!ts.isImportDeclaration(node)) return false;
  return (
    /['"](node:)?process['"]/.test(node.moduleSpecifier.getText()) && /\benv\b/.test(node.importClause?.getText() ?? '')
  );
};

/** Settings are read once, typed and frozen; a second reader would know other rules. */
export const envOnlyInConfig: Rule = {
  name: 'env-only-in-config',
  appliesTo: (path) => isProduct(path) && path !== 'packages/server/src/config.ts',
  check: ({ source }) =>
    nodesOf(source, readsEnv).map((node) => ({
      node,
      message: 'process.env is read in packages/server/src/config.ts only',
    })),
};
