import ts from 'typescript';
import { isDomain, isDomainKit } from '../paths.ts';
import { calledName, nodesOf, type Finding, type Rule } from '../rule.ts';

const CLOCK = /^(Date\.now|Date|performance\.now|process\.hrtime(\.bigint)?)$/;
const CHANCE = /^(Math\.random|(crypto\.)?(randomUUID|randomBytes|randomInt|randomFillSync|getRandomValues))$/;

const isClockless = (node: ts.Node): node is ts.NewExpression =>
  ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments ?? []).length === 0;

const isReference = (node: ts.Node): node is ts.PropertyAccessExpression | ts.Identifier =>
  ts.isPropertyAccessExpression(node) ||
  (ts.isIdentifier(node) && ts.isCallExpression(node.parent) && calledName(node.parent) === node.text);

/** A rule that asks the clock or the dice cannot be tested as a table. The kit may draw secrets from node:crypto. */
export const timeAndChanceComeIn: Rule = {
  name: 'time-and-chance-come-in',
  appliesTo: isDomain,
  check({ path, source }) {
    const findings: Finding[] = nodesOf(source, isClockless).map((node) => ({
      node,
      message: 'time comes from ctx.now()',
    }));
    for (const node of nodesOf(source, isReference)) {
      const name = node.getText();
      if (CLOCK.test(name)) findings.push({ node, message: `${name}: time comes from ctx.now()` });
      const isKitSecret = isDomainKit(path) && name !== 'Math.random';
      if (CHANCE.test(name) && !isKitSecret)
        findings.push({ node, message: `${name}: ids and chance come from the context` });
    }
    return findings;
  },
};
