import ts from 'typescript';
import { commentsAbove, nodesOf, type Rule } from '../rule.ts';

const isCast = (node: ts.Node): node is ts.AsExpression | ts.TypeAssertion =>
  (ts.isAsExpression(node) && node.type.getText() !== 'const') || ts.isTypeAssertionExpression(node);

/** The node that carries the comment of a named function: itself, or the statement that names an arrow function. */
function namedFunctionOf(node: ts.Node): ts.Node | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return node;
  if (ts.isConstructorDeclaration(node) || ts.isGetAccessorDeclaration(node)) return node;
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return undefined;
  if (ts.isPropertyAssignment(node.parent) || ts.isPropertyDeclaration(node.parent)) return node.parent;
  return ts.isVariableDeclaration(node.parent) ? node.parent.parent.parent : undefined;
}

/** Whether a named function holds the cast, with the reason above itself or above the statement of the cast. */
function hasReason(cast: ts.Node): boolean {
  let reason = false;
  for (let node = cast.parent; !ts.isSourceFile(node); node = node.parent) {
    const carrier = namedFunctionOf(node);
    if (ts.isStatement(node) || carrier) reason ||= commentsAbove(carrier ?? node) !== '';
    if (carrier && reason) return true;
  }
  return false;
}

/** A cast tells the compiler something it cannot check, so a named function says why it is true. */
export const castsCarryAReason: Rule = {
  name: 'casts-carry-a-reason',
  appliesTo: (path) => /\.tsx?$/.test(path),
  check: ({ source }) =>
    nodesOf(source, isCast)
      .filter((cast) => !isCast(cast.parent) && !hasReason(cast))
      .map((node) => ({ node, message: 'a cast lives in a named function whose comment gives the reason' })),
};
