import ts from 'typescript';
import { isProduct } from '../paths.ts';
import { calledName, nodesOf, type Rule } from '../rule.ts';

const WRITES =
  /^(create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany)$/;
const RAW = /^\$(executeRaw|executeRawUnsafe|queryRaw|queryRawUnsafe|transaction)$/;
const CLIENT = /(^|\.)(prisma|tx|db)$/;

/** `prisma.card.create(…)`, `ctx.tx.card.update(…)`: a write on a model of a client. */
function writesModel(call: ts.CallExpression): boolean {
  if (!ts.isPropertyAccessExpression(call.expression) || !WRITES.test(calledName(call))) return false;
  const model = call.expression.expression;
  return ts.isPropertyAccessExpression(model) && CLIENT.test(model.expression.getText().replace(/\?/g, ''));
}

const isRaw = (node: ts.Node): node is ts.PropertyAccessExpression =>
  ts.isPropertyAccessExpression(node) && RAW.test(node.name.text);

/** A write past the verb has no access check, no rules and no event. */
export const doorsWriteThroughVerbs: Rule = {
  name: 'doors-write-through-verbs',
  appliesTo: (path) => isProduct(path) && /^packages\/server\/src\/(graphql|weixin)\//.test(path),
  check: ({ source }) => [
    ...nodesOf(source, ts.isCallExpression)
      .filter(writesModel)
      .map((node) => ({ node, message: 'a door writes through a verb of the domain, never through Prisma' })),
    ...nodesOf(source, isRaw).map((node) => ({ node, message: 'SQL and transactions belong to the domain' })),
  ],
};
