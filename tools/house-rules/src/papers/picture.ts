import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';
import { isProduct } from '../paths.ts';
import { nodesOf, parse } from '../rule.ts';
import { filesBelow } from '../source-files.ts';

/** How one part of the server stands to another, as arrows are drawn: `a --> b`, `a -. types only .-> b`. */
type Arrow = 'imports' | 'imports types only';
/** Arrows by `from → to`. Parts are what lies directly below the sources; generated code is `prisma`. */
type Arrows = ReadonlyMap<string, Arrow>;

const SOURCES = 'packages/server/src';
const PICTURE = /^```mermaid\n([\s\S]*?)^```/m;
/** Arrows with other labels, such as `handed in`, tell of calls and not of imports. */
const DRAWN = /^\s*(\w+) (-->|-\. types only \.->) ([\w& ]+)$/;

/** What the picture of a paper has wrong about who imports whom in the server. */
export function pictureFaults(root: string, text: string): string[] {
  const imported = importedArrows(root);
  const parts = new Set([...imported.keys()].flatMap((names) => names.split(' → ')));
  const isOfParts = ([names]: [string, Arrow]): boolean => names.split(' → ').every((name) => parts.has(name));
  const drawn = new Map([...drawnArrows(text)].filter(isOfParts));
  const missing = [...imported].filter(([names, arrow]) => drawn.get(names) !== arrow);
  const invented = [...drawn.keys()].filter((names) => !imported.has(names));
  return [
    ...missing.map(([names, arrow]) => `${names} (${arrow}) is not in the picture`),
    ...invented.map((names) => `${names} is in the picture and in no file`),
  ];
}

function drawnArrows(text: string): Arrows {
  const lines = (PICTURE.exec(text)?.[1] ?? '').split('\n');
  return new Map(
    lines.flatMap((line): [string, Arrow][] => {
      const [, from = '', shaft, ends = ''] = DRAWN.exec(line) ?? [];
      if (shaft === undefined) return [];
      const arrow = shaft === '-->' ? 'imports' : 'imports types only';
      return ends.split('&').map((end) => [`${from} → ${end.trim()}`, arrow]);
    }),
  );
}

function importedArrows(root: string): Arrows {
  const arrows = new Map<string, Arrow>();
  for (const file of filesBelow(root, SOURCES).filter(isProduct)) {
    for (const { target, isType } of importsOf(root, file)) {
      const [from, to] = [partOf(file), partOf(target)];
      const names = `${from} → ${to}`;
      if (from === to || arrows.get(names) === 'imports') continue;
      arrows.set(names, isType ? 'imports types only' : 'imports');
    }
  }
  return arrows;
}

/** `domain` of `packages/server/src/domain/kit/ids.ts`, `compose` of `packages/server/src/compose.ts`. */
function partOf(path: string): string {
  const [part = ''] = path.slice(SOURCES.length + 1).split('/');
  return part === 'generated' ? 'prisma' : part.replace(/\.ts$/, '');
}

type Import = { target: string; isType: boolean };

function importsOf(root: string, file: string): Import[] {
  const { source } = parse(file, readFileSync(join(root, file), 'utf8'));
  return nodesOf(source, ts.isImportDeclaration).flatMap(({ moduleSpecifier, importClause }): Import[] => {
    const path = ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '';
    if (!path.startsWith('.')) return [];
    return [{ target: posix.join(posix.dirname(file), path), isType: isTypeOnly(importClause) }];
  });
}

/** `import type { A }`, and `import { type A, type B }`: nothing of it is there when the program runs. */
function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const names = clause.namedBindings;
  return (
    clause.name === undefined &&
    names !== undefined &&
    ts.isNamedImports(names) &&
    names.elements.every((name) => name.isTypeOnly)
  );
}
