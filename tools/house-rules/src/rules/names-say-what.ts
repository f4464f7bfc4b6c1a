import ts from 'typescript';
import { nodesOf, type Finding, type Rule } from '../rule.ts';

const BANNED = /^(utils?|helpers?|common|manager|base|dto|impl|misc)$/i;
const BANNED_SUFFIX = /(Utils?|Helpers?|Manager|D[tT][oO]|Impl)$/;

const bannedPart = (path: string): string | undefined =>
  path
    .split('/')
    .slice(2)
    .flatMap((part) => part.split(/[-.]/))
    .find((word) => BANNED.test(word));

const isNamedType = (node: ts.Node): node is ts.ClassDeclaration | ts.InterfaceDeclaration | ts.TypeAliasDeclaration =>
  ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);

/** A name that fits everything says nothing: the file is found by what it does. */
export const namesSayWhat: Rule = {
  name: 'names-say-what',
  appliesTo: () => true,
  check({ path, source }) {
    const findings: Finding[] = [];
    const word = bannedPart(path);
    if (word) findings.push({ message: `"${word}" says nothing about the file: name what it does` });
    for (const { name } of nodesOf(source, isNamedType)) {
      if (name && BANNED_SUFFIX.test(name.text))
        findings.push({ node: name, message: `"${name.text}": name what it is` });
    }
    return findings;
  },
};
