import ts from 'typescript';

/** One source file under inspection. `path` is relative to the repository root, with forward slashes. */
export type SourceUnit = { path: string; source: ts.SourceFile };

/** What a rule found. `node` places it; without one it stands for the whole file. */
export type Finding = { message: string; node?: ts.Node };

/** A rule of the house: which files it looks at, and what it holds against them. */
export type Rule = {
  name: string;
  appliesTo: (path: string) => boolean;
  check: (unit: SourceUnit) => Finding[];
};

export const parse = (path: string, text: string): SourceUnit => ({
  path,
  source: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true),
});

/** All nodes below `root` for which `is` holds, in reading order. */
export function nodesOf<T extends ts.Node>(root: ts.Node, is: (node: ts.Node) => node is T): T[] {
  const found: T[] = [];
  const visit = (node: ts.Node): void => {
    if (is(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

/** `a` of `a()`, `c` of `a.b.c()`. */
export function calledName(call: ts.CallExpression): string {
  const callee = call.expression;
  if (ts.isPropertyAccessExpression(callee)) return callee.name.text;
  return ts.isIdentifier(callee) ? callee.text : '';
}

/** The comments that stand directly before a node. */
export function commentsAbove(node: ts.Node): string {
  const text = node.getSourceFile().text;
  const ranges = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
  return ranges.map((range) => text.slice(range.pos, range.end)).join('\n');
}

/** `path:line:column` of a finding, as editors and terminals link it. */
export function placeOf(unit: SourceUnit, finding: Finding): string {
  if (!finding.node) return unit.path;
  const { line, character } = unit.source.getLineAndCharacterOfPosition(finding.node.getStart());
  return `${unit.path}:${line + 1}:${character + 1}`;
}
