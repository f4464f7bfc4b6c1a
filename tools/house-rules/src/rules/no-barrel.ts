import ts from 'typescript';
import { isProduct } from '../paths.ts';
import { nodesOf, type Rule } from '../rule.ts';

/** Room doors and package entries hand on names, the builder the row types; anywhere else one would have to search for the file behind. */
const MAY_HAND_ON =
  /^packages\/(server\/src\/domain\/[^/]+\/index|server\/src\/graphql\/builder|[^/]+\/src\/(index|entries\/[^/]+))\.ts$/;

const isReExport = (node: ts.Node): node is ts.ExportDeclaration =>
  ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined;

export const noBarrel: Rule = {
  name: 'no-barrel',
  appliesTo: (path) => isProduct(path) && !MAY_HAND_ON.test(path),
  check: ({ source }) =>
    nodesOf(source, isReExport).map((node) => ({ node, message: 'only room doors and package entries re-export' })),
};
